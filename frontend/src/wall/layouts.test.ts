import { describe, expect, it } from 'vitest'
import { gridWith, type LayoutId, layouts, type Shape, shapes, tilesOf } from './layouts'
import { type TileId, tiles } from './tiles'

const all = Object.entries(layouts).flatMap(([id, byShape]) =>
  shapes.flatMap(({ shape }) => {
    const grid = byShape[shape]
    const lacking = Object.keys(grid.instead ?? {}) as TileId[]
    const without = lacking.map((tile) => ({ tile, grid: gridWith(grid, (t) => t !== tile) }))
    return [{ tile: 'nothing', grid }, ...without].map(({ tile, grid }) => ({
      id: id as LayoutId,
      shape: shape as Shape,
      lacking: tile,
      grid,
    }))
  }),
)

describe.each(all)('the layout $id, $shape, without $lacking', ({ id, grid }) => {
  it('is a whole grid', () => {
    const columns = grid.columns.split(' ').length
    expect(grid.areas.map((row) => row.length)).toEqual(grid.areas.map(() => columns))
    expect(grid.areas.length).toBe(grid.rows.replaceAll(', ', ',').split(' ').length)
  })
  it('gives each tile one rectangle', () => {
    for (const tile of tilesOf(grid)) {
      const rows = grid.areas.flatMap((row, y) => row.flatMap((t, x) => (t === tile ? [{ x, y }] : [])))
      const [xs, ys] = [rows.map((r) => r.x), rows.map((r) => r.y)]
      const area = (Math.max(...xs) - Math.min(...xs) + 1) * (Math.max(...ys) - Math.min(...ys) + 1)
      expect(rows.length, tile).toBe(area)
    }
  })
  it('shows the clocks and the incidents', () => {
    expect(tilesOf(grid)).toEqual(expect.arrayContaining(['clocks', 'incidents']))
  })
  it('holds only tiles that say that they stand in it', () => {
    for (const tile of tilesOf(grid)) expect(tiles[tile].layouts, tile).toContain(id)
  })
})

describe('a tile that a hub may lack', () => {
  it('has who takes its place, wherever it stands', () => {
    for (const { grid, lacking } of all.filter((it) => it.lacking === 'nothing'))
      for (const tile of tilesOf(grid))
        if ('there' in tiles[tile]) expect(grid.instead?.[tile], `${tile} ${lacking}`).toBeDefined()
  })
})

describe('every tile', () => {
  it('stands in each layout that it names', () => {
    for (const [tile, { layouts: named }] of Object.entries(tiles))
      for (const id of named)
        expect(Object.values(layouts[id as LayoutId]).flatMap(tilesOf), `${tile} in ${id}`).toContain(
          tile as TileId,
        )
  })
})
