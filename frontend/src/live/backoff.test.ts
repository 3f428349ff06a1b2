import { describe, expect, it } from 'vitest'
import { LONGEST_WAIT_MS, REFUSED_WAIT_MS, waitBefore } from './backoff'

const longest = () => 1
const shortest = () => 0

describe('waitBefore', () => {
  it('grows with each failure and never passes the cap', () => {
    const waits = Array.from({ length: 40 }, (_, attempt) => waitBefore(attempt, 1006, longest))
    expect(waits.slice(0, 5)).toEqual([500, 1_000, 2_000, 4_000, 8_000])
    expect(Math.max(...waits)).toBe(LONGEST_WAIT_MS)
  })

  it('leaves at least half of each wait to chance', () => {
    expect(waitBefore(3, 1006, shortest)).toBe(waitBefore(3, 1006, longest) / 2)
  })

  it('returns soon to a hub that hands over and to one that found it too slow', () => {
    for (const code of [1001, 1012, 4450]) expect(waitBefore(0, code, longest)).toBeLessThanOrEqual(500)
  })

  it('does not hammer a hub that stays away after it handed over', () => {
    expect(waitBefore(6, 1012, longest)).toBe(LONGEST_WAIT_MS)
  })

  it('comes back at once with other rights, and slowly, for ever, where it has none', () => {
    for (const code of [4401, 4403]) {
      expect(waitBefore(0, code, longest)).toBeLessThanOrEqual(500)
      expect(waitBefore(1, code, shortest)).toBeGreaterThan(LONGEST_WAIT_MS)
      expect(waitBefore(1_000, code, longest)).toBeLessThan(2 * REFUSED_WAIT_MS)
    }
  })
})
