import type { TaskState } from '@/gql/generated/graphql'
import type { Reasoned } from '@/gql/reason'

export type Counts = Partial<
  Record<'deaths' | 'seriouslyInjured' | 'injured' | 'trapped' | 'missing' | 'atRisk', number>
>

/** WGS 84 degrees, and how far off that may be. */
export interface Place {
  latitude: number
  longitude: number
  accuracyM: number
}

export interface TaskAct {
  kind: 'task'
  task: string
  /** What the task is, to be told of. */
  title: string
  /** The version that was seen. */
  version: number
  state: TaskState
  note: string
}
export interface ReportAct {
  kind: 'report'
  text: string
  counts: Counts
  place: Place | null
}
export interface PhotoAct {
  kind: 'photo'
  caption: string
  takenAt: string
  place: Place | null
  /** The key of the report that it belongs to. */
  report: string | null
}
export type Act = TaskAct | ReportAct | PhotoAct

export type State = 'waiting' | 'sending' | 'sent' | 'refused' | 'conflict'

/** How a thing stands at the hub, where another changed it first. */
export interface Theirs {
  version: number
  state: TaskState
  note: string
  by: string
  at: string | null
}

/** Why the hub did not take it, in its own words and, where it gave them, by its reason. */
export interface Refusal extends Partial<Reasoned> {
  code: string
  field: string
  message: string
}

/** One thing to tell the hub. */
export interface Entry {
  /** Its place in the order. */
  id: number
  /** The same for each try: the hub does it once. */
  key: string
  /** Whose words they are: nobody else sends them. */
  owner: string
  incident: string
  /** When it was written, ISO 8601, by the phone's best clock. */
  madeAt: string
  /** The key of an entry that has to arrive before it. */
  after: string | null
  act: Act
  state: State
  tries: number
  /** When the hub took it, ISO 8601; of those that were sent. */
  sentAt: string | null
  /** The version that the hub gave, for what follows it. */
  version: number | null
  /** Why the hub did not take it. */
  refusal: Refusal | null
  theirs: Theirs | null
}

/** What came of one try. */
export type Outcome =
  | { kind: 'sent'; at: string; version: number | null }
  | ({ kind: 'refused' } & Refusal)
  | { kind: 'conflict'; theirs: Theirs | null }
  /** No answer came: it may or may not have arrived. */
  | { kind: 'away' }
  /** The hub asks to wait, in seconds. */
  | { kind: 'later'; seconds: number }
  | { kind: 'notAdmitted' }
  /** The hub is of another version than the program. */
  | { kind: 'upgrade' }

/** What may be sent next: in the order of writing, each after what it builds on. */
export function nextOf(entries: readonly Entry[], owner: string): Entry | undefined {
  const arrived = (key: string) => {
    const before = entries.find((e) => e.key === key)
    return !before || before.state === 'sent'
  }
  return entries
    .filter((e) => e.owner === owner && (e.state === 'waiting' || e.state === 'sending'))
    .toSorted((a, b) => a.id - b.id)
    .find((e) => e.after === null || arrived(e.after))
}

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 60_000

/** How long to wait after so many tries without an answer. */
export const backoff = (tries: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1))
