import { describe, expect, it } from 'vitest'
import type { HubStatus } from './hubStatus'
import { linkState, tileStaleness, worstLink } from './staleness'

const noon = Date.parse('2026-03-01T04:00:00Z')
const link = (secondsAgo: number | null) => ({
  deviceId: 'd',
  stationId: 's',
  lastHeardAt: secondsAgo === null ? null : new Date(noon - secondsAgo * 1_000).toISOString(),
  staleAfterSeconds: 90,
})

describe('linkState', () => {
  it('is live up to the promise and stale beyond it', () => {
    expect(linkState(link(90), noon)).toBe('live')
    expect(linkState(link(90.001), noon)).toBe('stale')
  })
  it('tells never heard from stale', () => expect(linkState(link(null), noon)).toBe('never'))
  it('claims nothing before the hub has told', () => {
    expect(linkState(undefined, noon)).toBe('unknown')
    expect(linkState(link(0), null)).toBe('unknown')
  })
})

describe('worstLink', () => {
  it('is the worst of a station', () => expect(worstLink(['live', 'stale', 'never'])).toBe('stale'))
  it('calls a station without devices never heard', () => expect(worstLink([])).toBe('never'))
})

const status = (available: boolean): HubStatus => ({
  sequence: 1,
  serverTime: new Date(noon).toISOString(),
  exercise: false,
  storage: { available, since: new Date(noon - 30_000).toISOString() },
})
const tile = (lastItemAt: number | null, promiseMs: number | null = 10_000) => ({
  stream: { lastItemAt, refusal: null },
  promiseMs,
})
const heardAt = (lastItemAt: number | null) => ({ lastItemAt })

describe('tileStaleness', () => {
  it('is none while socket, stream and database keep their promises', () => {
    expect(tileStaleness(tile(95_000), heardAt(99_000), status(true), 100_000, noon)).toBeNull()
  })
  it('names the socket when nothing came for 10 s', () => {
    expect(tileStaleness(tile(89_000), heardAt(89_000), status(true), 100_000, noon)).toEqual({
      cause: 'socket',
      forMs: 11_000,
    })
  })
  it('names the stream when others speak and it does not', () => {
    expect(tileStaleness(tile(80_000), heardAt(99_000), status(true), 100_000, noon)).toEqual({
      cause: 'stream',
      forMs: 20_000,
    })
  })
  it('names the database and counts from its failure', () => {
    expect(tileStaleness(tile(99_000), heardAt(99_000), status(false), 100_000, noon)).toEqual({
      cause: 'storage',
      forMs: 30_000,
    })
  })
  it('leaves a stream that speaks only of events to the socket', () => {
    expect(tileStaleness(tile(1_000, null), heardAt(99_000), status(true), 100_000, noon)).toBeNull()
  })
  it('names a refusal', () => {
    const refused = { stream: { lastItemAt: 99_000, refusal: { code: 'FORBIDDEN' } }, promiseMs: 10_000 }
    expect(tileStaleness(refused, heardAt(99_000), status(true), 100_000, noon)?.cause).toBe('refused')
  })
})
