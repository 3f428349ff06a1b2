// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LONGEST_WAIT_MS } from './backoff'
import { Connection, SOCKET_DEAD_MS } from './connection'

/** A socket that does what a test tells it. */
class FakeSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  static made: FakeSocket[] = []
  readyState = FakeSocket.CONNECTING
  onopen?: () => void
  onclose?: (event: object) => void
  onmessage?: (event: { data: string }) => void
  onerror?: (event: object) => void
  sent: string[] = []

  constructor() {
    FakeSocket.made.push(this)
  }
  send(data: string) {
    this.sent.push(data)
  }
  close(code = 1000, reason = '') {
    if (this.readyState === FakeSocket.CLOSED) return
    this.readyState = FakeSocket.CLOSED
    this.onclose?.({ code, reason, wasClean: true })
  }
  open() {
    this.readyState = FakeSocket.OPEN
    this.onopen?.()
    this.onmessage?.({ data: JSON.stringify({ type: 'connection_ack' }) })
  }
}

const last = () => FakeSocket.made.at(-1) as FakeSocket
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('Connection', () => {
  let connection: Connection

  /** Subscribes as a stream does: once now, and anew after each break. */
  async function follow(): Promise<void> {
    await connection.ready()
    connection.client.subscribe(
      { query: 'subscription { hubStatus { sequence } }' },
      { next: () => connection.heard(), error: () => void follow(), complete: () => {} },
    )
  }

  beforeEach(async () => {
    vi.useFakeTimers()
    FakeSocket.made = []
    connection = new Connection('ws://hub/graphql', FakeSocket)
    void follow()
    await settle()
  })
  afterEach(() => {
    vi.clearAllTimers()
    vi.useRealTimers()
  })

  it('counts the connections that were made', async () => {
    last().open()
    await settle()
    expect(connection.state.get()).toMatchObject({ phase: 'open', generation: 1, attempt: 0 })
  })

  it('tries for ever, and never waits longer than the cap', async () => {
    for (let failure = 1; failure <= 30; failure++) {
      last().close(1006)
      await settle()
      expect(connection.state.get()).toMatchObject({ phase: 'waiting', attempt: failure })
      await vi.advanceTimersByTimeAsync(LONGEST_WAIT_MS)
      expect(FakeSocket.made).toHaveLength(failure + 1)
    }
  })

  it('tells who watch of an item at most twice a second, however fast they come', async () => {
    last().open()
    await settle()
    connection.heard()
    const first = connection.state.get().lastItemAt as number
    await vi.advanceTimersByTimeAsync(499)
    const before = connection.state.get()
    connection.heard()
    expect(connection.state.get()).toBe(before)
    await vi.advanceTimersByTimeAsync(1)
    connection.heard()
    expect(connection.state.get().lastItemAt).toBe(first + 500)
  })

  it('comes back within half a second when the hub hands over', async () => {
    last().open()
    await settle()
    last().close(1012)
    await vi.advanceTimersByTimeAsync(500)
    expect(FakeSocket.made).toHaveLength(2)
  })

  it('comes back within half a second when its rights have changed, and counts that', async () => {
    last().open()
    await settle()
    expect(connection.state.get().rights).toBe(0)
    last().close(4403)
    await settle()
    expect(connection.state.get()).toMatchObject({ rights: 1, refusedWith: null })
    await vi.advanceTimersByTimeAsync(500)
    expect(FakeSocket.made).toHaveLength(2)
    last().open()
    await settle()
    expect(connection.state.get()).toMatchObject({ phase: 'open', generation: 2 })
  })

  it('says that it was refused again, and takes it back once it is let in', async () => {
    last().close(4403)
    await vi.advanceTimersByTimeAsync(500)
    last().close(4403)
    await settle()
    expect(connection.state.get().refusedWith).toBe(4403)
    await vi.advanceTimersByTimeAsync(LONGEST_WAIT_MS)
    expect(FakeSocket.made).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(60_000)
    last().open()
    await settle()
    expect(connection.state.get()).toMatchObject({ phase: 'open', refusedWith: null })
  })

  it('gives up a socket on which nothing comes', async () => {
    last().open()
    await vi.advanceTimersByTimeAsync(SOCKET_DEAD_MS + LONGEST_WAIT_MS)
    expect(FakeSocket.made.length).toBeGreaterThan(1)
  })

  it('subscribes again on the new connection', async () => {
    last().open()
    await settle()
    last().close(1006)
    await vi.advanceTimersByTimeAsync(1_000)
    last().open()
    await settle()
    expect(last().sent.some((m) => m.includes('"subscribe"'))).toBe(true)
  })
})
