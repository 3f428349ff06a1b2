import { graphql } from '@/gql/generated'
import type { AlarmsSubscription } from '@/gql/generated/graphql'
import { serverClock } from './clock'
import { createStream } from './stream'

const AlarmsDocument = graphql(`
  subscription Alarms {
    alarms {
      sequence
      serverTime
      more
      silence {
        since
        until
        reason
        by
      }
      alarms {
        key
        kind
        since
        article
        exercise
        unit
        times
        incident {
          id
          number
          title
          grade
          level
          proposedLevel
        }
        entry {
          name
          unit
        }
        deadline {
          duty
          to
          dueAt
        }
        event {
          kind
          happenedAt
          station {
            code
            name
            nameEn
          }
          concernedTank: tank {
            number
          }
        }
        acknowledgement {
          at
          by
        }
      }
    }
  }
`)

export type AlarmState = AlarmsSubscription['alarms']
export type Alarm = AlarmState['alarms'][number]

/** The stream speaks every 5 s while the hub knows: silence for longer means that nobody knows. */
export const ALARMS_STALE_MS = 10_000

/** What alarms now; null before the first word. */
export const alarms = createStream({
  document: AlarmsDocument,
  variables: () => ({}),
  initial: null as AlarmState | null,
  reduce: (value, items) => {
    for (const item of items) serverClock.sample(item.alarms.serverTime)
    return items.at(-1)?.alarms ?? value
  },
})

/** The silence that lasts at an instant of the server's: it ends of itself, also unheard. */
export const silenceAt = (
  state: Pick<AlarmState, 'silence'> | null,
  serverNow: number | null,
): AlarmState['silence'] =>
  state?.silence && serverNow !== null && serverNow < Date.parse(state.silence.until) ? state.silence : null

/** Those that nobody took note of, in their order. */
export const unacknowledged = (state: Pick<AlarmState, 'alarms'> | null): readonly Alarm[] =>
  state?.alarms.filter((a) => !a.acknowledgement) ?? []

/** Whether a sound is called for. */
export const rings = (state: AlarmState | null, serverNow: number | null): boolean =>
  unacknowledged(state).length > 0 && silenceAt(state, serverNow) === null
