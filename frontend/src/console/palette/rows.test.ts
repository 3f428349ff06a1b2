import { describe, expect, it } from 'vitest'
import type { Entry } from './match'
import { held, joined } from './rows'

const rows = (ids: string): Entry[] =>
  [...ids].map((id) => ({ id, kind: 'incident', label: id, words: [], run: { href: '/' } }))
const ids = (of: readonly Entry[]) => of.map((e) => e.id).join('')

describe('joined', () => {
  it.each([
    ['nothing to nothing', '', '', ''],
    ['what the hub found after what was loaded', 'ab', 'cd', 'abcd'],
    ['each once, where it was', 'ab', 'bca', 'abc'],
  ])('puts %s', (_, loaded, found, all) => expect(ids(joined(rows(loaded), rows(found)))).toBe(all))
})

describe('held', () => {
  it.each([
    ['no row is read yet', 'abc', null, 0, 'abc'],
    ['it is where it was', 'abc', 'b', 1, 'abc'],
    ['others came before it', 'xyabc', 'b', 1, 'xbyac'],
    ['it was the only one', 'xya', 'a', 0, 'axy'],
    ['others before it went', 'b', 'b', 2, 'b'],
    ['it is gone', 'xy', 'b', 1, 'xy'],
  ])('where %s', (_, all, id, at, out) => expect(ids(held(rows(all), id, at))).toBe(out))
})
