import { graphql } from '@/gql/generated'
import type { DeadlineState, DeadlineUpdatesSubscription } from '@/gql/generated/graphql'
import { serverClock } from './clock'
import { createStream, useStream } from './stream'

const DeadlineUpdatesDocument = graphql(`
  subscription DeadlineUpdates {
    deadlineUpdates {
      sequence
      kind
      serverTime
      incident
      deadlines {
        id
        incident {
          id
          number
          title
        }
        duty
        from
        to
        channel
        article
        basis
        soonAt
        dueAt
        ownTerm
        bornLate
        cause
        subject
        state
        metAt
        voidAt
      }
    }
  }
`)

export type DeadlineUpdate = DeadlineUpdatesSubscription['deadlineUpdates']
export type Duty = DeadlineUpdate['deadlines'][number]

/** The open duties, by id. */
export type Duties = ReadonlyMap<string, Duty>

/** A snapshot replaces all; a change replaces all of its incident. What is met or void is not kept. */
export function reduceDeadlines(value: Duties, updates: readonly DeadlineUpdate[]): Duties {
  let duties = new Map(value)
  for (const update of updates) {
    if (update.kind === 'SNAPSHOT') duties = new Map()
    else for (const [id, duty] of duties) if (duty.incident.id === update.incident) duties.delete(id)
    for (const duty of update.deadlines) if (!duty.metAt && !duty.voidAt) duties.set(duty.id, duty)
  }
  return duties
}

/** The open duties of all incidents. */
export const deadlineUpdates = createStream({
  document: DeadlineUpdatesDocument,
  variables: () => ({}),
  initial: new Map() as Duties,
  reduce: (value, items) => {
    for (const item of items) serverClock.sample(item.deadlineUpdates.serverTime)
    return reduceDeadlines(
      value,
      items.map((i) => i.deadlineUpdates),
    )
  },
})

/** How a duty stands at an instant of the server's: time passes between two items of the stream. */
export function stateAt(
  duty: { state: DeadlineState; soonAt: string; dueAt: string },
  serverNow: number | null,
): DeadlineState {
  if (serverNow === null || !['RUNNING', 'DUE_SOON', 'LATE'].includes(duty.state)) return duty.state
  if (serverNow > Date.parse(duty.dueAt)) return 'LATE'
  return serverNow >= Date.parse(duty.soonAt) ? 'DUE_SOON' : 'RUNNING'
}

/** The open duties, most pressing first. */
export const useDeadlines = (): readonly Duty[] =>
  [...useStream(deadlineUpdates).value.values()].sort((a, b) => a.dueAt.localeCompare(b.dueAt))
