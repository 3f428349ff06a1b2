/** Between two ticks of a page that is awake pass about a second. */
const TICK_MS = 1_000
/** A tick that is late by more than this was slept through. */
const ASLEEP_MS = 4_000

/** How long a page slept between two looks at both clocks: the monotonic one stands still while a machine sleeps. */
export const sleptFor = (
  before: { wall: number; monotonic: number },
  now: { wall: number; monotonic: number },
): number => Math.max(now.wall - before.wall, now.monotonic - before.monotonic) - TICK_MS

/**
 * Calls when the page wakes: after the machine slept, after the browser froze the tab, or
 * when a tab that was out of sight, whose timers hardly run, is looked at again. `unseenMs`
 * is what of the sleep the monotonic clock did not count.
 */
export function onWake(woke: (unseenMs: number) => void): void {
  const read = () => ({ wall: Date.now(), monotonic: performance.now() })
  let last = read()
  const look = () => {
    const now = read()
    const slept = sleptFor(last, now)
    const unseen = Math.max(0, now.wall - last.wall - (now.monotonic - last.monotonic))
    last = now
    if (slept > ASLEEP_MS && document.visibilityState === 'visible') woke(unseen)
  }
  setInterval(look, TICK_MS)
  for (const event of ['visibilitychange', 'resume', 'pageshow'] as const)
    document.addEventListener(event, look)
}
