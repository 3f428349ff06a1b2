import { describe, expect, it } from 'vitest'
import { sleptFor } from './wake'

const at = (wall: number, monotonic: number) => ({ wall, monotonic })

describe('how long a page slept', () => {
  it.each([
    ['it was awake', at(1_000, 1_000), 0],
    ['its timers stood', at(61_000, 61_000), 60_000],
    ['the machine slept, and its monotonic clock with it', at(601_000, 1_000), 600_000],
    ['the clock was put back meanwhile', at(-3_600_000, 31_000), 30_000],
  ])('%s', (_, now, want) => expect(sleptFor(at(0, 0), now)).toBe(want))
})
