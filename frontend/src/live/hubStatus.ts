import { graphql } from '@/gql/generated'
import type { HubStatusSubscription } from '@/gql/generated/graphql'
import { serverClock } from './clock'
import { createStream } from './stream'

const HubStatusDocument = graphql(`
  subscription HubStatus {
    hubStatus {
      sequence
      serverTime
      exercise
      storage {
        available
        since
      }
    }
  }
`)

export type HubStatus = HubStatusSubscription['hubStatus']

/** The hub's own state: exercise mode, the database, and the heartbeat every 5 s. */
export const hubStatus = createStream({
  document: HubStatusDocument,
  variables: () => ({}),
  initial: null as HubStatus | null,
  open: true,
  reduce: (value, items) => {
    for (const item of items) serverClock.sample(item.hubStatus.serverTime)
    return items.at(-1)?.hubStatus ?? value
  },
})
