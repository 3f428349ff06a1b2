import { describe, expect, it } from 'vitest'
import { SOCKET_STALE_MS } from './connection'
import { isKnown, knownAsOf } from './knowledge'

const now = Date.parse('2026-03-01T18:10:00Z')
const standing = {
  spokeOn: 2,
  standing: 2,
  refused: false,
  readAt: now - 60_000,
  whole: true,
  until: now - 1_000,
}

describe('knownAsOf', () => {
  it('is renewed by each word of the hub while the stream stands', () =>
    expect(knownAsOf(standing)).toBe(now - 1_000))
  it('stays at the last reading while a change has not been read', () =>
    expect(knownAsOf({ ...standing, whole: false })).toBe(now - 60_000))
  it('knows nothing before the stream was ready and the list was read', () => {
    expect(knownAsOf({ ...standing, spokeOn: null })).toBeNull()
    expect(knownAsOf({ ...standing, readAt: null })).toBeNull()
  })
  it('knows nothing on a new connection before the stream stands on it', () =>
    expect(knownAsOf({ ...standing, standing: 3 })).toBeNull())
  it('knows nothing where the hub refuses', () =>
    expect(knownAsOf({ ...standing, refused: true })).toBeNull())
})

describe('isKnown', () => {
  it('holds up to the silence after which the socket is called stale', () => {
    expect(isKnown(now - SOCKET_STALE_MS, now)).toBe(true)
    expect(isKnown(now - SOCKET_STALE_MS - 1, now)).toBe(false)
  })
  it('does not hold without an instant or the server’s time', () => {
    expect(isKnown(null, now)).toBe(false)
    expect(isKnown(now, null)).toBe(false)
  })
})
