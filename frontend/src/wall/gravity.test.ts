import { describe, expect, it } from 'vitest'
import type { OpenIncident } from '@/live/incidents'
import { byGravity, byNeed, waitsForResponse } from './gravity'

const of = (number: string, more: Partial<OpenIncident>) =>
  ({
    number,
    grade: 'GENERAL',
    level: 'II',
    exercise: false,
    occurredAt: null,
    heardAt: '2026-03-01T18:10:00Z',
    ...more,
  }) as OpenIncident
const first = (...incidents: OpenIncident[]) => incidents.sort(byGravity)[0]?.number ?? null

describe('the order of incidents', () => {
  it('takes the gravest, whatever its level', () => {
    expect(first(of('a', { level: 'I' }), of('b', { grade: 'LARGER' }))).toBe('b')
    expect(first(of('a', { grade: 'UNDETERMINED' }), of('b', { grade: 'GENERAL' }))).toBe('a')
    expect(first(of('a', { grade: 'UNDETERMINED' }), of('b', { grade: 'LARGER' }))).toBe('b')
  })
  it('takes the latest of the same grade, by when it happened or else was heard of', () => {
    const early = of('a', { heardAt: '2026-03-01T19:00:00Z', occurredAt: '2026-03-01T18:00:00Z' })
    expect(first(early, of('b', { heardAt: '2026-03-01T18:30:00Z' }))).toBe('b')
  })
  it('never lets an exercise stand before what is real', () => {
    expect(first(of('a', { exercise: true, grade: 'MAJOR' }), of('b', {}))).toBe('b')
    expect(first(of('a', { exercise: true }))).toBe('a')
  })
})

describe('the order of need', () => {
  const order = (...incidents: OpenIncident[]) => incidents.sort(byNeed).map((i) => i.number)
  const waiting = { stage: 'REPORTED', level: null } as const
  it('takes what waits for a response before what is graver but answered', () => {
    expect(order(of('a', { grade: 'MAJOR', stage: 'RESPONDING' }), of('b', waiting))).toEqual(['b', 'a'])
  })
  it('never lets an exercise stand before what is real', () => {
    expect(order(of('a', { ...waiting, exercise: true }), of('b', { stage: 'RESPONDING' }))).toEqual([
      'b',
      'a',
    ])
  })
  it('does not call waiting what has had its response', () => {
    expect(waitsForResponse(of('a', { stage: 'AFTERMATH', level: null }))).toBe(false)
  })
})
