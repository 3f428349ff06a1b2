import { describe, expect, it } from 'vitest'
import { inOrder, laterCount, saidOf } from './sceneReports'

describe('reports from the scene', () => {
  it('come with the one that waits longest first, and of the others the one decided last', () => {
    const at = (minute: number) => `2026-03-01T18:${minute}:00Z`
    const reports = [
      { state: 'ADOPTED' as const, receivedAt: at(10), decidedAt: at(20) },
      { state: 'WAITING' as const, receivedAt: at(30), decidedAt: null },
      { state: 'SET_ASIDE' as const, receivedAt: at(11), decidedAt: at(40) },
      { state: 'WAITING' as const, receivedAt: at(12), decidedAt: null },
    ]
    const { waiting, past } = inOrder(reports)
    expect(waiting.map((r) => r.receivedAt)).toEqual([at(12), at(30)])
    expect(past.map((r) => r.decidedAt)).toEqual([at(40), at(20)])
  })

  it('say that there are none by 0, and nothing by null', () => {
    expect(saidOf({ deaths: 0, injured: 2, missing: null })).toEqual(['deaths', 'injured'])
    expect(saidOf({})).toEqual([])
  })

  it('are older than a count that was so after them, whatever the form of the instant', () => {
    const counts = [{ asOf: '2026-03-01T18:10:00Z' }, { asOf: '2026-03-01T18:20:00.5Z' }]
    expect(laterCount(counts, '2026-03-01T18:20:00Z')).toBe('2026-03-01T18:20:00.5Z')
    expect(laterCount(counts, '2026-03-01T18:20:00.500Z')).toBe(null)
    expect(laterCount([], '2026-03-01T18:20:00Z')).toBe(null)
  })
})
