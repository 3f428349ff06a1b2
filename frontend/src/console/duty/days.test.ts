import { describe, expect, it } from 'vitest'
import { byDay, partOf } from './days'

// 2026-03-02 00:00 in the county.
const midnight = Date.parse('2026-03-01T16:00:00Z')
const at = (hours: number) => new Date(midnight + hours * 3_600_000).toISOString()
const stretch = (from: number, to: number) => ({ since: at(from), until: at(to) })

describe('the days of the roster', () => {
  it('hold each turn that touches them, and not one that only ends there', () => {
    const before = stretch(-6, 2)
    const first = stretch(2, 26)
    const until = stretch(2, 24)
    const over = stretch(-6, 0)
    const days = byDay(midnight, 2, [before, first, until, over], [])
    expect(days.map((d) => d.day)).toEqual(['2026-03-02', '2026-03-03'])
    expect(days.map((d) => d.turns)).toEqual([[before, first, until], [first]])
  })

  it('tell a gap on each day that it touches, and not where it only ends', () => {
    const over = stretch(20, 30)
    const until = stretch(20, 24)
    expect(byDay(midnight, 2, [], [over, until]).map((d) => d.gaps)).toEqual([[over, until], [over]])
    expect(partOf(over, '2026-03-02')).toEqual(['20:00', '24:00'])
    expect(partOf(over, '2026-03-03')).toEqual(['00:00', '06:00'])
    expect(partOf(until, '2026-03-02')).toEqual(['20:00', '24:00'])
  })
})
