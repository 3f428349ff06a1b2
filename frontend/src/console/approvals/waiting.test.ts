import { describe, expect, it } from 'vitest'
import type { HandedOver, WaitingIncident } from './documents'
import { type Who, waitingFor } from './waiting'

const commander: Who = { name: 'ann', scopes: ['incident:write'], posts: [{ role: 'COMMANDER' }] }
const officer: Who = {
  name: 'ben',
  scopes: ['incident:write', 'duty:write'],
  posts: [{ role: 'DUTY_OFFICER' }],
}
const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString()

const incident = (more: Partial<WaitingIncident> = {}): WaitingIncident => ({
  __typename: 'Incident',
  id: '1',
  number: '2026-1',
  title: 'fire',
  exercise: false,
  heardAt: at(0),
  level: null,
  proposedLevel: 'I',
  proposalPosts: [],
  reports: [],
  steps: [],
  releases: [],
  deadlines: [],
  ...more,
})
const step = {
  __typename: 'ResponseStep',
  id: 's',
  action: 'START',
  level: 'II',
  post: 'COMMANDER',
  enteredBy: 'ben',
  byVoice: true,
  at: at(5),
  confirmedAt: null,
} as const
const release = {
  __typename: 'Release' as const,
  id: 'r',
  title: '',
  text: '',
  draftedBy: 'ben',
  draftedAt: at(3),
  approvedAt: null,
  version: 1,
}
const report = {
  __typename: 'Report',
  id: 'p',
  kind: 'FIRST',
  draftedAt: at(8),
  sentAt: null,
} as const
const clock = (minute: number) =>
  ({ __typename: 'Deadline', duty: 'CITY_BRIEF', dueAt: at(minute), metAt: null, voidAt: null }) as const
const change = (handedBy: string, takenAt: string | null = null): HandedOver => ({
  __typename: 'ShiftChange',
  id: 'c',
  at: at(1),
  handedBy,
  takenAt,
  organisation: { __typename: 'Organisation', id: '9', kind: 'HEADQUARTERS' },
})
const kinds = (who: Who, i: Partial<WaitingIncident>, changes: HandedOver[] = []) =>
  waitingFor(who, [incident(i)], changes).map((w) => w.kind)

describe('what waits', () => {
  it.each<[string, Who, Partial<WaitingIncident>, string[]]>([
    ['a spoken order for its post', commander, { steps: [step] }, ['order']],
    ['and for nobody else', officer, { steps: [step] }, []],
    ['not once it is confirmed', commander, { steps: [{ ...step, confirmedAt: at(6) }] }, []],
    ['not one that the post gave itself', commander, { steps: [{ ...step, byVoice: false }] }, []],
    ['a release for another than its writer', commander, { releases: [release] }, ['release']],
    ['not for its writer', officer, { releases: [release] }, []],
    ['a report that is not sent', officer, { reports: [report] }, ['report']],
    ['not one that was', officer, { reports: [{ ...report, sentAt: at(9) }] }, []],
    ['a response proposed to the post', commander, { proposalPosts: ['COMMANDER'] }, ['proposal']],
    ['not to others', officer, { proposalPosts: ['COMMANDER'] }, []],
    ['not at a level that runs', commander, { proposalPosts: ['COMMANDER'], level: 'I' }, []],
  ])('is %s', (_, who, i, expected) => expect(kinds(who, i)).toEqual(expected))

  it('is a shift that another handed over', () => {
    expect(kinds(officer, {}, [change('cat')])).toEqual(['shift'])
    expect(kinds(officer, {}, [change('ben')])).toEqual([])
    expect(kinds(officer, {}, [change('cat', at(2))])).toEqual([])
    expect(kinds(commander, {}, [change('cat')])).toEqual([])
  })

  it('is nothing for who may write nothing', () =>
    expect(kinds({ ...commander, scopes: ['incident:read'] }, { steps: [step] })).toEqual([]))

  it('comes with deadlines first, then by age', () => {
    const found = waitingFor(
      { ...commander, scopes: ['incident:write', 'duty:write'] },
      [
        incident({
          steps: [step],
          releases: [release],
          reports: [report],
          deadlines: [clock(40), clock(30)],
        }),
      ],
      [change('cat')],
    )
    expect(found.map((w) => w.kind)).toEqual(['report', 'shift', 'release', 'order'])
    expect(found[0]?.due).toBe(at(30))
  })
})
