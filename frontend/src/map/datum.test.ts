import { describe, expect, it } from 'vitest'
import { movedPlaces } from './datum'

const here = { name: 'here', latitude: 35.775, longitude: 113.28 }

describe('places over a basemap', () => {
  it('are left where they are in CGCS2000', () => expect(movedPlaces([here], false)).toEqual([here]))
  it('are moved some hundred metres for GCJ-02', () => {
    const [there] = movedPlaces([here], true)
    const north = ((there?.latitude ?? 0) - here.latitude) * 111_195
    const east =
      ((there?.longitude ?? 0) - here.longitude) * 111_195 * Math.cos((here.latitude * Math.PI) / 180)
    const metres = Math.hypot(north, east)
    expect(metres).toBeGreaterThan(300)
    expect(metres).toBeLessThan(900)
    expect(there?.name).toBe('here')
  })
})
