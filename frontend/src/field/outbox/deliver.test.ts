import type { Client } from 'urql'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { deliver, outcomeOf } from './deliver'
import type { Act, Entry, PhotoAct } from './entry'

const entry = (act: Act): Entry => ({
  id: 1,
  key: 'k1',
  owner: 'lead',
  incident: '7',
  madeAt: '2026-03-01T01:00:00Z',
  after: null,
  act,
  state: 'sending',
  tries: 1,
  sentAt: null,
  version: null,
  refusal: null,
  theirs: null,
})
const photo: PhotoAct = {
  kind: 'photo',
  caption: 'north gate',
  takenAt: '2026-03-01T01:00:00Z',
  place: null,
  report: 'k0',
}
const picture = { bytes: new Uint8Array([1]).buffer, takenAt: photo.takenAt }
const nobody = {} as Client
const answered = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.fn(async () => new Response(JSON.stringify(body), { status, headers }))

describe('the word of a failure', () => {
  it.each([
    ['UNREACHABLE', { kind: 'away' }],
    ['UNAUTHENTICATED', { kind: 'notAdmitted' }],
    ['UNAVAILABLE', { kind: 'later', seconds: 5 }],
    ['PERSISTED_QUERY_NOT_FOUND', { kind: 'upgrade' }],
    ['FORBIDDEN', { kind: 'refused', code: 'FORBIDDEN', field: '', message: '' }],
  ])('%s', (code, want) => expect(outcomeOf({ code })).toEqual(want))

  it('keeps to what the hub asks to wait', () =>
    expect(outcomeOf({ code: 'RATE_LIMITED', retryAfter: 30 })).toEqual({ kind: 'later', seconds: 30 }))
})

describe('a picture', () => {
  beforeEach(() => {
    vi.unstubAllGlobals()
  })

  it('goes with its words, its report and its key', async () => {
    const hub = answered(201, { id: '1' }, { Date: 'Sun, 01 Mar 2026 01:00:02 GMT' })
    vi.stubGlobal('fetch', hub)
    expect(await deliver(nobody, entry(photo), null, picture)).toEqual({
      kind: 'sent',
      at: '2026-03-01T01:00:02.000Z',
      version: null,
    })
    const [to, request] = hub.mock.calls[0] as unknown as [string, RequestInit]
    expect(to).toBe(
      '/api/v1/incidents/7/photos?caption=north+gate&keepPlace=false&report=k0&takenAt=2026-03-01T01%3A00%3A00Z',
    )
    expect(request.headers).toEqual({ 'Idempotency-Key': 'k1' })
  })

  it.each([
    [503, { error: { code: 'UNAVAILABLE' } }, { 'Retry-After': '7' }, { kind: 'later', seconds: 7 }],
    [429, null, { 'Retry-After': '9' }, { kind: 'later', seconds: 9 }],
    [401, { error: { code: 'UNAUTHENTICATED' } }, {}, { kind: 'notAdmitted' }],
    [
      400,
      { error: { code: 'INVALID', field: 'caption' } },
      {},
      { kind: 'refused', code: 'INVALID', field: 'caption', message: '' },
    ],
  ])('answered with %i', async (status, body, headers, want) => {
    vi.stubGlobal('fetch', answered(status, body, headers as Record<string, string>))
    expect(await deliver(nobody, entry(photo), null, picture)).toEqual(want)
  })

  it('is refused where its bytes are gone from the phone', async () =>
    expect(await deliver(nobody, entry(photo), null, null)).toMatchObject({ kind: 'refused', field: 'body' }))
})
