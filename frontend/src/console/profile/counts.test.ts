import { expect, it } from 'vitest'
import { changesAnything, sumOf } from './counts'

const none = { added: 0, changed: 0, closed: 0, removed: 0, kept: 0, unchanged: 3 }

it('sums the parts', () => {
  expect(sumOf([none, { ...none, added: 2, kept: 1 }])).toEqual({ ...none, added: 2, kept: 1, unchanged: 6 })
})

it('takes what stays for no change', () => {
  expect(changesAnything([none, { ...none, kept: 4 }])).toBe(false)
  expect(changesAnything([none, { ...none, closed: 1 }])).toBe(true)
})
