import dayjs from 'dayjs'
import { describe, expect, it } from 'vitest'
import { merge } from './merge'
import { decode, encode } from './values'

describe('values', () => {
  it('come back as they went, pickers too', () => {
    const values = { title: 'fire', deaths: 0, at: dayjs('2026-03-01T09:05:03'), flags: ['special'] }
    const back = decode(encode(values))
    expect(encode(back)).toBe(encode(values))
    expect(dayjs.isDayjs(back.at)).toBe(true)
  })
  it('know a field that is empty from one that is nought', () => {
    expect(encode({ a: '', b: undefined, c: null })).toBe('[]')
    expect(encode({ a: 0, b: false })).toBe('[["a",0],["b",false]]')
  })
  it('are the same in any order', () => expect(encode({ a: 1, b: 2 })).toBe(encode({ b: 2, a: 1 })))
  it('that cannot be read are none', () => expect(decode('{')).toEqual({}))
})

describe('a draft', () => {
  it.each([
    ['nothing changed beside it', { a: 'mine' }, { a: 'old' }, { a: 'old' }, { a: 'mine' }],
    [
      'what it did not touch is as it is now',
      { a: 'old', b: 'mine' },
      { a: 'old' },
      { a: 'new' },
      { a: 'new', b: 'mine' },
    ],
    [
      'both changed it: the draft stays, to be shown beside',
      { a: 'mine' },
      { a: 'old' },
      { a: 'new' },
      { a: 'mine' },
    ],
    ['what it emptied stays empty', {}, { a: 'old' }, { a: 'old' }, { a: undefined }],
  ])('%s', (_, draft, basis, now, merged) => expect(merge(draft, basis, now)).toEqual(merged))
})
