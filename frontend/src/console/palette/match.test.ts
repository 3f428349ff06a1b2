import { describe, expect, it } from 'vitest'
import { initials } from '@/i18n/pinyin'
import { type Entry, matching } from './match'

const entry = (id: string, kind: Entry['kind'], label: string, ...words: string[]): Entry => ({
  id,
  kind,
  label,
  words,
  run: { href: '/' },
})
const zh = (hex: string) => String.fromCodePoint(...hex.split(' ').map((h) => Number.parseInt(h, 16)))
const lingchuan = zh('9675 5ddd 53bf')
const entries = [
  entry('section:duty', 'section', 'Duty', zh('503c 73ed')),
  entry('station:LC0001', 'station', `LC0001 ${lingchuan}`, 'Lingchuan first'),
  entry('incident:1', 'incident', 'Fire at LC0001', '2026-001'),
  entry('help:duty', 'help', 'Handing duty over'),
]
const found = (typed: string, recent: string[] = []) => matching(entries, typed, recent).map((e) => e.id)

describe('initials', () => {
  it.each([
    [lingchuan, 'lcx'],
    [zh('52a0 6cb9 7ad9'), 'jyz'],
    [`LC0001 ${zh('503c 73ed')}`, 'lc0001 zb'],
    [zh('7d27 6025'), 'jj'],
  ])('of %s are %s', (text, letters) => expect(initials(text)).toBe(letters))
})

describe('matching', () => {
  it.each([
    ['duty', ['section:duty', 'help:duty']],
    ['zb', ['section:duty']],
    ['lcx', ['station:LC0001']],
    ['fire lc0', ['incident:1']],
    ['2026-0', ['incident:1']],
    ['FIRST', ['station:LC0001']],
    ['nowhere', []],
  ])('%s finds %s', (typed, ids) => expect(found(typed)).toEqual(ids))

  it('shows what was opened lately first where nothing is typed', () =>
    expect(found('', ['help:duty', 'incident:1'])).toEqual([
      'help:duty',
      'incident:1',
      'section:duty',
      'station:LC0001',
    ]))

  it('prefers of equals what was opened lately', () =>
    expect(found('lc0001', ['incident:1'])[0]).toBe('station:LC0001'))
})
