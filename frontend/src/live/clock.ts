import { createStore, usePart, useStore } from './store'

/** The display's own clock is called wrong when it is off by more than this. */
export const CLOCK_TOLERANCE_MS = 5_000

const SAMPLES = 12

/**
 * The server's time, kept by the display's monotonic counter, so that neither
 * a wrong nor a jumping clock of the display makes old data look new.
 *
 * Each sample says "it was `server` when this left"; delay on the way can only
 * make it look earlier, so the largest of the last few is the best one.
 */
export class ServerClock {
  private offsets: number[] = []

  constructor(private readonly monotonic: () => number = () => performance.now()) {}

  /** Takes the server's time, ISO 8601, as told by an item that just came. */
  sample(serverTime: string): void {
    const server = Date.parse(serverTime)
    if (Number.isNaN(server)) return
    this.offsets.push(server - this.monotonic())
    if (this.offsets.length > SAMPLES) this.offsets.shift()
  }

  /** Milliseconds since 1970 at the server, or null before the first sample. */
  now(): number | null {
    return this.offsets.length === 0 ? null : this.monotonic() + Math.max(...this.offsets)
  }

  /** How far `displayNow` runs ahead of the server (negative: behind), in ms. */
  skew(displayNow: number): number | null {
    const now = this.now()
    return now === null ? null : displayNow - now
  }
}

export const serverClock = new ServerClock()

/** The two clocks as last read: null where the server has not been heard. */
export interface Now {
  /** The server's time, ms since 1970. */
  server: number | null
  /** The monotonic counter that streams are stamped with, ms. */
  monotonic: number
  /** How far the display's clock runs ahead, ms. */
  skew: number | null
}

const read = (): Now => ({
  server: serverClock.now(),
  monotonic: performance.now(),
  skew: serverClock.skew(Date.now()),
})

const now = createStore<Now>(read())
let watchers = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Reads the clocks, and again as soon as the server's next second has begun: nothing that is shown changes in between. */
function tick() {
  now.set(read())
  const { server, monotonic } = now.get()
  timer = setTimeout(tick, Math.ceil(1_000 - ((server ?? monotonic) % 1_000)))
}

const ticking = {
  get: now.get,
  subscribe(listener: () => void) {
    if (watchers++ === 0) tick()
    const stop = now.subscribe(listener)
    return () => {
      stop()
      if (--watchers === 0) clearTimeout(timer)
    }
  },
}

/** Both clocks, anew each second for as long as somebody looks. */
export const useNow = (): Now => useStore(ticking)

/** Which turn of so many milliseconds it is by the server's clock, counted from 1970; null while that is not known. */
export const useTurn = (everyMs: number): number | null =>
  usePart(ticking, ({ server }) => (server === null ? null : Math.floor(server / everyMs)))
