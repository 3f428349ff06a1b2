import type { Duty } from '@/gql/generated/graphql'
import type { HandedOver, WaitingIncident } from './documents'

type Of<K extends 'reports' | 'steps' | 'releases'> = WaitingIncident[K][number]

/** One thing that waits for who is at the desk. */
export type Waiting = {
  id: string
  /** Since when. */
  since: string
  /** Until when, where the plan says so. */
  due: string | null
} & (
  | { kind: 'order'; incident: WaitingIncident; step: Of<'steps'> }
  | { kind: 'release'; incident: WaitingIncident; release: Of<'releases'> }
  | { kind: 'report'; incident: WaitingIncident; report: Of<'reports'> }
  | { kind: 'proposal'; incident: WaitingIncident }
  | { kind: 'shift'; change: HandedOver }
)

export interface Who {
  name: string
  scopes: readonly string[]
  posts: readonly { role: string }[]
}

/** The clocks that sending a report of a kind stops. */
const clocksOf: Record<Of<'reports'>['kind'], readonly Duty[]> = {
  FIRST: ['CITY_BRIEF'],
  FOLLOW_UP: ['FOLLOW_UP', 'CASUALTY_CHANGE'],
  FINAL: [],
}

/** The earliest instant at which one of an incident's running clocks is due. */
const dueOf = ({ deadlines }: WaitingIncident, duties: readonly Duty[]): string | null =>
  deadlines
    .filter((d) => duties.includes(d.duty) && !d.metAt && !d.voidAt)
    .map((d) => d.dueAt)
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null

function ofIncident(incident: WaitingIncident, who: Who): Waiting[] {
  const holds = (post: string) => who.posts.some((p) => p.role === post)
  const levels = [null, 'III', 'II', 'I']
  const proposed =
    levels.indexOf(incident.proposedLevel) > levels.indexOf(incident.level ?? null) &&
    incident.proposalPosts.some(holds)
  return [
    ...incident.steps
      .filter((s) => s.byVoice && !s.confirmedAt && holds(s.post))
      .map((step): Waiting => ({ kind: 'order', id: step.id, since: step.at, due: null, incident, step })),
    ...(proposed
      ? [{ kind: 'proposal' as const, id: incident.id, since: incident.heardAt, due: null, incident }]
      : []),
    ...incident.releases
      .filter((r) => !r.approvedAt && r.draftedBy !== who.name)
      .map(
        (release): Waiting => ({
          kind: 'release',
          id: release.id,
          since: release.draftedAt,
          due: null,
          incident,
          release,
        }),
      ),
    ...incident.reports
      .filter((r) => !r.sentAt)
      .map(
        (report): Waiting => ({
          kind: 'report',
          id: report.id,
          since: report.draftedAt,
          due: dueOf(incident, clocksOf[report.kind]),
          incident,
          report,
        }),
      ),
  ]
}

/** The last hand-over of headquarters, where another may take it. */
const shiftOf = (changes: readonly HandedOver[], who: Who): Waiting[] => {
  const last = changes.find((c) => c.organisation.kind === 'HEADQUARTERS')
  return last && !last.takenAt && last.handedBy !== who.name
    ? [{ kind: 'shift', id: last.id, since: last.at, due: null, change: last }]
    : []
}

/** What waits for somebody: what has a deadline by that, the soonest first, then the rest, the oldest first. */
export function waitingFor(
  who: Who,
  incidents: readonly WaitingIncident[],
  changes: readonly HandedOver[],
): readonly Waiting[] {
  return [
    ...(who.scopes.includes('incident:write') ? incidents.flatMap((i) => ofIncident(i, who)) : []),
    ...(who.scopes.includes('duty:write') ? shiftOf(changes, who) : []),
  ].sort((a, b) => {
    if ((a.due === null) !== (b.due === null)) return a.due === null ? 1 : -1
    return Date.parse(a.due ?? a.since) - Date.parse(b.due ?? b.since)
  })
}
