import { describe, expect, it } from 'vitest'
import { signedFile, signedOf, snapshotOf, standingOf } from './snapshot'

describe('a hand-over', () => {
  it('is read as it was signed, with nothing where the hub had nothing', () => {
    const read = snapshotOf(
      '{"handedOverAt":"2026-03-01T00:00:00Z","incident":{"number":"2026-001"},"tasks":null}',
    )
    expect(read?.incident.number).toBe('2026-001')
    expect(read?.tasks).toEqual([])
  })
  it('is told to be broken where it is no such text', () => {
    expect(snapshotOf('')).toBeNull()
    expect(snapshotOf('[]')).toBeNull()
  })
  it('is handed on letter by letter', () => {
    const snapshot = '{"a": 1.0,  "b":"油"}'
    expect(JSON.parse(signedFile({ snapshot, signature: 'ab' })).snapshot).toBe(snapshot)
  })
})

describe('a file that came back', () => {
  it('is read as it was handed on', () => {
    const of = { snapshot: '{"a": 1.0}', signature: 'ab' }
    expect(signedOf(signedFile(of))).toEqual(of)
  })
  it('is none without both parts as text', () => {
    for (const text of ['', '[]', 'null', '{"snapshot":"x"}', '{"snapshot":{},"signature":"ab"}'])
      expect(signedOf(text)).toBeNull()
  })
})

describe('standingOf', () => {
  const clock = { id: 1, duty: 'CITY_PHONE', due_at: '2026-03-01T00:30:00Z' }
  it.each([
    ['owed', {}, '2026-03-01T00:30:00Z'],
    ['late', {}, '2026-03-01T00:30:01Z'],
    ['met', { met_at: '2026-03-01T00:30:00Z' }, '2026-03-01T01:00:00Z'],
    ['metLate', { met_at: '2026-03-01T00:30:01Z' }, '2026-03-01T01:00:00Z'],
    ['void', { void_at: '2026-03-01T00:10:00Z' }, '2026-03-01T01:00:00Z'],
  ])('%s', (standing, more, at) => expect(standingOf({ ...clock, ...more }, at)).toBe(standing))
})
