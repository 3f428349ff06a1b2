import { describe, expect, it } from 'vitest'
import { layers, layersOn, type MapRows } from '.'
import { legendOf } from './legend'

const station = (mark: 'live' | 'stale') => ({ code: 'A', name: '甲站', latitude: 35, longitude: 113, mark })

const paint = { colour: () => '#000', scale: 1, over: false }

describe('the layers', () => {
  it('lie in an order of which no two share a place', () => {
    const orders = Object.values(layers).map((l) => l.order)
    expect(new Set(orders).size).toBe(orders.length)
    expect(layersOn('county').map((l) => l.id)).toEqual(['outline', 'places', 'stations', 'incidents'])
  })
  it.each(Object.entries(layers))(
    '%s draws from its own source, and layers of names of their own',
    (id, layer) => {
      const drawn = layer.draw(id, paint)
      expect(drawn.every((l) => 'source' in l && l.source === id)).toBe(true)
      const others = Object.entries(layers).filter(([other]) => other !== id)
      const names = others.flatMap(([other, l]) => l.draw(other, paint))
      for (const { id: name } of drawn) expect(names.map((l) => l.id)).not.toContain(name)
    },
  )
})

describe('the legend', () => {
  it('names what is shown and nothing else', () => {
    const rows: MapRows = { stations: [station('live'), station('stale'), station('live')], incidents: [] }
    expect(legendOf('county', rows).map((e) => e.word)).toEqual(['live', 'stale'])
  })
  it('is empty for an empty map', () => expect(legendOf('county', {})).toEqual([]))
})
