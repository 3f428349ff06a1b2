import { describe, expect, it } from 'vitest'
import { type DeadlineUpdate, type Duty, reduceDeadlines, stateAt } from './deadlines'

const duty = (id: string, incident: string, more: Partial<Duty> = {}): Duty =>
  ({
    id,
    incident: { id: incident, number: '2026-001', title: 'x' },
    metAt: null,
    voidAt: null,
    ...more,
  }) as Duty
const update = (
  kind: 'SNAPSHOT' | 'CHANGE',
  incident: string | null,
  ...deadlines: Duty[]
): DeadlineUpdate => ({
  sequence: 1,
  kind,
  serverTime: '2026-03-01T18:10:00Z',
  incident,
  deadlines,
})
const ids = (duties: ReadonlyMap<string, Duty>) => [...duties.keys()]

describe('reduceDeadlines', () => {
  const start = reduceDeadlines(new Map(), [
    update('SNAPSHOT', null, duty('1', 'a'), duty('2', 'a'), duty('3', 'b')),
  ])
  it('replaces the duties of the incident that changed, and no others', () => {
    expect(ids(reduceDeadlines(start, [update('CHANGE', 'a', duty('2', 'a'), duty('4', 'a'))]))).toEqual([
      '3',
      '2',
      '4',
    ])
  })
  it('drops what is met or void', () => {
    const met = duty('1', 'a', { metAt: '2026-03-01T18:20:00Z' })
    const gone = duty('2', 'a', { voidAt: '2026-03-01T18:20:00Z' })
    expect(ids(reduceDeadlines(start, [update('CHANGE', 'a', met, gone)]))).toEqual(['3'])
  })
  it('forgets all with a new snapshot', () => {
    expect(ids(reduceDeadlines(start, [update('SNAPSHOT', null, duty('9', 'c'))]))).toEqual(['9'])
    expect(ids(start)).toEqual(['1', '2', '3'])
  })
})

describe('stateAt', () => {
  const open = { state: 'RUNNING', soonAt: '2026-03-01T18:30:00Z', dueAt: '2026-03-01T18:40:00Z' } as const
  const at = (time: string) => stateAt(open, Date.parse(`2026-03-01T${time}Z`))
  it('goes by the clock while a duty is owed', () => {
    expect(at('18:29:59')).toBe('RUNNING')
    expect(at('18:30:00')).toBe('DUE_SOON')
    expect(at('18:40:00')).toBe('DUE_SOON')
    expect(at('18:40:01')).toBe('LATE')
  })
  it('leaves what is over, and what no clock tells', () => {
    expect(stateAt({ ...open, state: 'MET' }, Date.parse('2026-03-02T00:00:00Z'))).toBe('MET')
    expect(stateAt(open, null)).toBe('RUNNING')
  })
})
