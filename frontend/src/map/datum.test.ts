import { describe, expect, it } from 'vitest'
import { moved } from './datum'
import { places } from './layers/places'

const here = { name: 'here', latitude: 35.775, longitude: 113.28 }

describe('what lies over a basemap in GCJ-02', () => {
  it('is moved some hundred metres', () => {
    const shapes = places.features([here])
    const [there] = moved(shapes).features
    if (there?.geometry.type !== 'Point') throw new Error('a point stays one')
    const [longitude = 0, latitude = 0] = there.geometry.coordinates
    const north = (latitude - here.latitude) * 111_195
    const east = (longitude - here.longitude) * 111_195 * Math.cos((here.latitude * Math.PI) / 180)
    const metres = Math.hypot(north, east)
    expect(metres).toBeGreaterThan(300)
    expect(metres).toBeLessThan(900)
    expect(there.properties?.name).toBe('here')
    expect(shapes).toEqual(places.features([here]))
  })
})
