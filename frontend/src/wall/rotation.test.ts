import { describe, expect, it } from 'vitest'
import type { OpenIncident } from '@/live/incidents'
import { neighbour, pagesOf, turnAt } from './rotation'

const incident = (id: string, grade: OpenIncident['grade']) =>
  ({ id, grade, exercise: false, heardAt: '2026-03-01T08:00:00Z', occurredAt: null }) as OpenIncident
const two = pagesOf([incident('small', 'GENERAL'), incident('large', 'MAJOR')], 0, true)

describe('the pages', () => {
  it('are the calm one while nothing is open', () => {
    expect(pagesOf([], 0, false).map((p) => p.layout)).toEqual(['calm'])
  })
  it('are two in turn where the calm one does not show all', () => {
    const calm = pagesOf([], 0, true)
    expect(calm.map((p) => p.layout)).toEqual(['calm', 'readiness'])
    expect(turnAt(turnAt(null, calm, 0, false), calm, 40_000, false).key).toBe('readiness')
  })
  it('keep open duties in sight when no incident is open any more', () => {
    expect(pagesOf([], 2, true).map((p) => p.layout)).toEqual(['overview'])
  })
  it('begin with the gravest incident, which is shown longest', () => {
    expect(two.map((p) => p.key)).toEqual(['large', 'small', 'overview'])
    expect(two[0]?.seconds).toBeGreaterThan(Math.max(...two.slice(1).map((p) => p.seconds)))
  })
})

describe('the turn', () => {
  const begun = turnAt(null, two, 0, false)
  it('begins with the first page', () => expect(begun.key).toBe('large'))
  it('stays for the time of its page, and not longer', () => {
    expect(turnAt(begun, two, 59_999, false)).toBe(begun)
    expect(turnAt(begun, two, 60_000, false)).toMatchObject({ key: 'small', since: 60_000 })
  })
  it('comes round', () => {
    expect(turnAt({ ...begun, key: 'overview' }, two, 20_000, false).key).toBe('large')
  })
  it('stays where it is held, and has its time anew afterwards', () => {
    const held = turnAt(begun, two, 90_000, true)
    expect(held).toMatchObject({ key: 'large', since: 90_000 })
    expect(turnAt(held, two, 149_999, false).key).toBe('large')
    expect(turnAt(held, two, 90_000, true), 'settles within a tick').toBe(held)
  })
  it('goes to a new incident at once, but not from under a hand', () => {
    const more = pagesOf(
      [incident('small', 'GENERAL'), incident('large', 'MAJOR'), incident('new', 'LARGER')],
      0,
      true,
    )
    expect(turnAt(begun, more, 1_000, false).key).toBe('new')
    expect(turnAt(begun, more, 1_000, true).key).toBe('large')
  })
  it('leaves a page that is gone', () => {
    expect(turnAt(begun, pagesOf([], 0, false), 1_000, true).key).toBe('calm')
  })
  it('does not turn a single page', () => {
    const calm = pagesOf([], 0, false)
    expect(turnAt(turnAt(null, calm, 0, false), calm, 1e9, false).since).toBe(0)
  })
  it('steps by hand both ways', () => {
    expect(neighbour('large', two, -1)).toBe('overview')
    expect(neighbour('overview', two, 1)).toBe('large')
  })
})
