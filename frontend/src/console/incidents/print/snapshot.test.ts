import { describe, expect, it } from 'vitest'
import { signedFile, snapshotOf } from './snapshot'

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
