import { describe, expect, it } from 'vitest'
import { fits, rulesKept } from './passwordRule'

describe('a password', () => {
  it.each([
    ['Abcdefg-1', 'nine characters', false],
    ['Abcdefgh-1', 'ten', true],
    [`A-1${'x'.repeat(253)}`, '256', true],
    [`A-1${'x'.repeat(254)}`, '257', false],
    ['一二三四五六七八A1', 'ten that are no letters of ours', true],
    ['abcdefgh12', 'two classes', false],
    ['Abcdefgh12', 'three classes', true],
    ['my-Duty-2026', 'the user name within', false],
    ['', 'nothing', false],
  ])('%s: %s', (password, _, good) => expect(fits(password, 'duty')).toBe(good))

  it('is not compared with a user name that is not typed yet', () =>
    expect(rulesKept('Abcdefgh-1', '').name).toBe(true))
})
