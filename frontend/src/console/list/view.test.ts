import { describe, expect, it } from 'vitest'
import { arranged, keptOf, moved } from './view'

const columns = [{ key: 'code', always: true }, { key: 'name' }, { key: 'area' }, { key: 'acts', acts: true }]
const keys = (all: readonly { key: string }[]) => all.map((c) => c.key).join(' ')

describe('the columns of a list', () => {
  it.each([
    ['all, where nothing was chosen', null, 'code name area acts'],
    ['as they were chosen', { order: ['area', 'code', 'name'], hidden: ['name'] }, 'area code acts'],
    [
      'what tells rows apart and buttons, whatever was chosen',
      { order: [], hidden: ['code', 'acts', 'name'] },
      'code area acts',
    ],
    ['without what is no column', { order: ['gone', 'name'], hidden: ['gone'] }, 'name code area acts'],
  ])('are %s', (_, kept, shown) => {
    expect(keys(arranged(columns, kept).shown)).toBe(shown)
  })

  it.each([
    [null, null],
    ['{', null],
    ['[]', null],
    ['7', null],
    ['{"order":["a"],"hidden":"a"}', null],
    ['{"order":[1],"hidden":[]}', null],
    ['{"order":["a"],"hidden":[]}', { order: ['a'], hidden: [] }],
  ])('are read of %s', (json, kept) => {
    expect(keptOf(json)).toEqual(kept)
  })

  it('go one place on or back, and not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 'x', 1)).toEqual(['a', 'b'])
  })
})
