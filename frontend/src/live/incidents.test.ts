import { describe, expect, it } from 'vitest'
import { type IncidentUpdate, markOf, noIncidentMarks, reduceIncidents } from './incidents'

const item = (sequence: number, id: string | null): IncidentUpdate => ({
  sequence,
  cursor: `c${sequence}`,
  kind: id === null ? 'READY' : 'CHANGE',
  serverTime: '2026-03-01T18:10:00Z',
  entry:
    id === null ? null : { action: 'incident.changed', happenedAt: '2026-03-01T18:10:00Z', actorName: 'a' },
  incident: id === null ? null : { id },
})

describe('reduceIncidents', () => {
  it('tells which incidents changed, and where to resume', () => {
    const first = reduceIncidents(noIncidentMarks, [item(1, null), item(2, 'a'), item(3, 'b')])
    const next = reduceIncidents(first, [item(4, 'a')])
    expect(next.after).toBe('c4')
    expect(markOf(next, 'a')).toBeGreaterThan(markOf(first, 'a'))
    expect(markOf(next, 'b')).toBe(markOf(first, 'b'))
  })
  it('makes all that was read out of date when the stream stands anew', () => {
    const first = reduceIncidents(noIncidentMarks, [item(1, null), item(2, 'a')])
    const next = reduceIncidents(first, [item(2, null)])
    for (const id of ['a', 'never heard of']) expect(markOf(next, id)).toBeGreaterThan(markOf(first, id))
  })
})
