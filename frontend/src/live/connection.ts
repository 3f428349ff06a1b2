import { type Client, createClient } from 'graphql-ws'
import { isRefusal, waitBefore } from './backoff'
import { createStore, type Store, usePart } from './store'
import { onWake } from './wake'

/** The socket as the screen tells of it. */
export interface ConnectionState {
  /** `waiting` is between two tries. */
  phase: 'connecting' | 'open' | 'waiting'
  /** Tries that failed since the last connection that worked. */
  attempt: number
  /** When the next try is due, monotonic ms; null unless waiting. */
  retryAt: number | null
  /** When anything last came over the socket, monotonic ms; while much comes, up to HEARD_EVERY_MS before that. */
  lastItemAt: number | null
  /** The hub said, twice in a row, that this display or person may not; null otherwise. */
  refusedWith: number | null
  /** Grows with each socket that was closed because its rights ended or changed. */
  rights: number
  /** Grows with each connection that was made, the first being 1. */
  generation: number
}

/** No item for so long and what is shown is called stale (a heartbeat comes every 5 s). */
export const SOCKET_STALE_MS = 8_000
/** No item for so long and the socket is given up as dead. */
export const SOCKET_DEAD_MS = 20_000
/** Of items that come faster than this not each is told: all who watch would be drawn anew for it. */
const HEARD_EVERY_MS = 500

const start: ConnectionState = {
  phase: 'connecting',
  attempt: 0,
  retryAt: null,
  lastItemAt: null,
  refusedWith: null,
  rights: 0,
  generation: 0,
}

/**
 * One socket for all streams of a page. It is opened for the first stream,
 * given up when nothing comes, and tried again for ever. Streams wait in
 * `ready` and subscribe anew themselves, with the place where they stopped.
 * A socket that the hub closes because its rights have changed comes back at
 * once with those that it has now: whoever watches `generation` asks who it is.
 */
export class Connection {
  readonly state: Store<ConnectionState> = createStore(start)
  readonly client: Client
  private gate: Promise<void> = Promise.resolve()
  private openGate = () => {}
  private failures = 0
  private waiting = false
  private openedAt = 0

  constructor(url: string, socket?: unknown) {
    this.client = createClient({
      url,
      webSocketImpl: socket,
      retryAttempts: 0,
      // A page that changes its streams keeps its socket.
      lazyCloseTimeout: 3_000,
      on: {
        connecting: () => {
          this.openedAt = performance.now()
          this.update({ phase: 'connecting', retryAt: null })
        },
        connected: () => {
          this.openedAt = performance.now()
          this.update({ phase: 'open', refusedWith: null, generation: this.state.get().generation + 1 })
        },
        closed: (event) => this.closed(event),
      },
    })
    setInterval(() => this.watch(), 1_000)
    if (typeof document !== 'undefined') onWake((unseenMs) => this.wake(unseenMs))
  }

  /** After a sleep nothing that is shown is known, and the socket may be dead: tries anew at once. */
  wake(unseenMs: number): void {
    const { lastItemAt, phase } = this.state.get()
    this.failures = 0
    if (lastItemAt !== null) this.update({ lastItemAt: lastItemAt - unseenMs })
    if (this.waiting) this.openGate()
    else if (phase === 'open') this.client.terminate()
  }

  /** Resolves when a try is due: at once unless the last one failed. */
  ready(): Promise<void> {
    return this.gate
  }

  /** A stream tells that something came. */
  heard(): void {
    this.failures = 0
    const now = performance.now()
    const { attempt, lastItemAt } = this.state.get()
    if (attempt > 0 || lastItemAt === null || now - lastItemAt >= HEARD_EVERY_MS)
      this.update({ attempt: 0, lastItemAt: now })
  }

  private closed(event: unknown): void {
    if (this.waiting) return
    const { code } = event as { code?: number }
    // A normal close is our own, after the last stream ended.
    if (code === 1000) return
    const refused = isRefusal(code)
    const wait = waitBefore(this.failures++, code)
    this.waiting = true
    this.update({
      phase: 'waiting',
      attempt: this.failures,
      retryAt: performance.now() + wait,
      refusedWith: refused && this.failures > 1 ? (code ?? null) : null,
      rights: this.state.get().rights + (refused ? 1 : 0),
    })
    this.gate = new Promise((resolve) => {
      const timer = setTimeout(() => this.openGate(), wait)
      this.openGate = () => {
        clearTimeout(timer)
        this.waiting = false
        resolve()
      }
    })
  }

  /** A socket that is half open never closes by itself. */
  private watch(): void {
    const { phase, lastItemAt } = this.state.get()
    if (phase === 'waiting') return
    if (performance.now() - Math.max(lastItemAt ?? 0, this.openedAt) > SOCKET_DEAD_MS) this.client.terminate()
  }

  private update(change: Partial<ConnectionState>): void {
    this.state.set({ ...this.state.get(), ...change })
  }
}

const socketUrl = (): string => {
  const url = new URL('/graphql', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}

let shared: Connection | undefined
/** Which of the page's connections stands: what is not told live is read again with each. */
export const useGeneration = (): number => usePart(connection().state, (it) => it.generation)

/** The page's connection, made at first use. */
export const connection = (): Connection => {
  shared ??= new Connection(socketUrl())
  return shared
}
