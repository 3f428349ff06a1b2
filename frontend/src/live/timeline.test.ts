import { describe, expect, it } from 'vitest'
import { reduceTimeline, type TimelineEntry } from './timeline'

const entry = (sequence: number) => ({ sequence, cursor: `c${sequence}` }) as TimelineEntry

describe('reduceTimeline', () => {
  it('keeps the newest first and where to resume', () => {
    const value = reduceTimeline({ entries: [], after: 'c0' }, [entry(1), entry(2)])
    expect(value.entries.map((e) => e.sequence)).toEqual([2, 1])
    expect(value.after).toBe('c2')
  })
  it('takes no entry twice', () => {
    const value = reduceTimeline({ entries: [entry(2), entry(1)], after: 'c2' }, [entry(2), entry(3)])
    expect(value.entries.map((e) => e.sequence)).toEqual([3, 2, 1])
  })
  it('keeps the place it was given until something comes', () => {
    expect(reduceTimeline({ entries: [], after: 'c7' }, []).after).toBe('c7')
  })
})
