/** Nothing waits longer than this, so that a hub that is back is shown soon. */
export const LONGEST_WAIT_MS = 15_000
/** Who is refused again asks again, but slowly. */
export const REFUSED_WAIT_MS = 30_000

const FIRST_WAIT_MS = 500

/** Close codes of the hub's sockets that mean "not allowed". */
export const isRefusal = (code: number | undefined): boolean => code === 4401 || code === 4403
/** The hub is going away or is overtaken: the next one may be there at once. */
const isHandOver = (code: number | undefined): boolean => code === 1001 || code === 1012
/** This client was too slow: it resumes where it stopped. */
const isTooSlow = (code: number | undefined): boolean => code === 4450

/**
 * How long to wait before the next try, in ms. `attempt` counts the failures
 * since the last connection that worked, from 0. Half of each wait is random,
 * so that a thousand displays do not return in the same instant.
 */
export function waitBefore(
  attempt: number,
  closeCode: number | undefined,
  random: () => number = Math.random,
): number {
  if (attempt === 0 && (isRefusal(closeCode) || isHandOver(closeCode) || isTooSlow(closeCode)))
    return 100 + 400 * random()
  if (isRefusal(closeCode)) return REFUSED_WAIT_MS * (0.75 + 0.5 * random())
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 16))
  return longest / 2 + (longest / 2) * random()
}
