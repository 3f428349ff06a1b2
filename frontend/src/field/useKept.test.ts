// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from '@/live/store'
import { database } from './database'
import { forgetAll, lastOwner, takenBy } from './forget'
import { type Kept, useKept } from './useKept'

// What comes over the socket, as tests tell it; the reading, the store and the database are the real ones.
const socket = vi.hoisted(() => ({ heard: true, mark: 0, lastItemAt: 1 as number | null, now: 1_000 }))
vi.mock('@/live/incidents', () => ({ incidentUpdates: {} }))
vi.mock('@/live/stream', () => ({
  useStream: () => ({ value: { mark: socket.mark }, lastItemAt: socket.lastItemAt }),
}))
vi.mock('@/live/connection', () => ({
  SOCKET_STALE_MS: 8_000,
  connection: () => ({
    state: { get: () => state.get(), subscribe: (watcher: () => void) => state.subscribe(watcher) },
  }),
}))
vi.mock('@/live/clock', () => ({
  serverClock: { now: () => socket.now },
  useNow: () => ({ monotonic: socket.heard ? 5_000 : 50_000 }),
}))
const state = createStore({ phase: 'open', lastItemAt: 1_000 })

let root: Root
let shown: Kept<string>
const Shown = ({ name, read }: { name: string; read: () => Promise<string | null> }) => {
  shown = useKept(name, read)
  return null
}
const show = (name: string, read: () => Promise<string | null>) =>
  act(async () => root.render(createElement(Shown, { name, read })))
const becomes = (want: Partial<Kept<string>>) =>
  act(async () => vi.waitFor(() => expect(shown).toMatchObject(want), { timeout: 5_000 }))
const away = async () => null
const keep = async (name: string, value: string, readAt: number) =>
  (await database()).put('answers', { name, value, readAt })

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  Object.assign(socket, { heard: true, mark: 0, lastItemAt: 1, now: 1_000 })
  await forgetAll()
  localStorage.clear()
  root = createRoot(document.createElement('div'))
})
afterEach(() => act(async () => root.unmount()))

describe('what was read', () => {
  it('is there when the program opens without the hub, with its age and not as live', async () => {
    await keep('incident 1', 'a fire', 500)
    socket.heard = false
    await show('incident 1', away)
    await becomes({ value: 'a fire', readAt: 500, live: false })
  })

  it('is live where the hub speaks, and is kept with when it was read', async () => {
    const read = async () => 'a fire'
    await show('incident 1', read)
    await becomes({ value: 'a fire', readAt: 1_000, live: true })
    await vi.waitFor(async () =>
      expect(await (await database()).get('answers', 'incident 1')).toEqual({
        name: 'incident 1',
        value: 'a fire',
        readAt: 1_000,
      }),
    )
  })

  it('wins over what was kept', async () => {
    await keep('incident 1', 'a fire', 500)
    const read = async () => 'a greater fire'
    await show('incident 1', read)
    await becomes({ value: 'a greater fire', readAt: 1_000, live: true })
  })

  it('stays with its old age when nothing more is read, and is no longer live', async () => {
    let answer: string | null = 'a fire'
    const read = async () => answer
    await show('incident 1', read)
    await becomes({ value: 'a fire', live: true })
    answer = null
    Object.assign(socket, { now: 9_000, mark: 1 })
    await show('incident 1', read)
    await becomes({ value: 'a fire', readAt: 1_000, live: false })
  })

  it('is not live when the socket is silent, though nothing has changed', async () => {
    const read = async () => 'a fire'
    await show('incident 1', read)
    await becomes({ live: true })
    socket.heard = false
    await show('incident 1', read)
    await becomes({ value: 'a fire', readAt: 1_000, live: false })
  })

  it('is not live before the stream of changes stands', async () => {
    socket.lastItemAt = null
    const read = async () => 'a fire'
    await show('incident 1', read)
    await becomes({ value: 'a fire', live: false })
  })

  it('is never shown under another name', async () => {
    await keep('incident 1', 'a fire', 500)
    await show('incident 1', away)
    await becomes({ value: 'a fire' })
    await show('incident 2', away)
    expect(shown).toMatchObject({ value: null, readAt: null, live: false })
  })
})

describe('what is forgotten', () => {
  const fill = async () => {
    const db = await database()
    await keep('incident 1', 'a fire', 500)
    await db.put('pictures', { bytes: new ArrayBuffer(1), takenAt: '2026-03-01T01:00:00Z' }, 'key')
    await db.add('drafts', { incident: '1', bytes: new ArrayBuffer(1), takenAt: '2026-03-01T01:00:00Z' })
    localStorage.setItem('field.incident', '1')
    localStorage.setItem('language', 'en')
  }
  const left = async () => {
    const db = await database()
    return Promise.all((['answers', 'outbox', 'pictures', 'drafts'] as const).map((store) => db.count(store)))
  }

  it('with a sign-out is all of the phone, and nothing beside', async () => {
    await fill()
    await takenBy('lead')
    await forgetAll()
    expect(await left()).toEqual([0, 0, 0, 0])
    expect(Object.keys(localStorage)).toEqual(['language'])
  })

  it('with another owner is what was read, and nothing that waits', async () => {
    await takenBy('lead')
    await fill()
    await takenBy('other')
    expect(await left()).toEqual([0, 0, 1, 1])
    expect(lastOwner()).toBe('other')
  })

  it.each([['the same owner'], ['the first']])('with %s is nothing', async (who) => {
    if (who === 'the same owner') await takenBy('lead')
    await fill()
    await takenBy('lead')
    expect(await left()).toEqual([1, 0, 1, 1])
  })
})
