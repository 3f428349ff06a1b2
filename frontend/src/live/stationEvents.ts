import { graphql } from '@/gql/generated'
import type { StationEventsSubscription } from '@/gql/generated/graphql'
import { createStream, type Stream } from './stream'

const StationEventsDocument = graphql(`
  subscription StationEvents($filter: StationFilter, $after: Cursor) {
    stationEvents(filter: $filter, after: $after) {
      __typename
      ... on Delivery {
        id
        sequence
        cursor
        endedAt
        receivedAt
        volume
        waybill
        station {
          code
          name
          nameEn
        }
        tank {
          number
          product {
            code
          }
        }
      }
      ... on DeviceEvent {
        id
        sequence
        cursor
        happenedAt
        receivedAt
        kind
        detail
        station {
          code
          name
          nameEn
        }
        concernedTank: tank {
          number
        }
        nozzle {
          number
        }
      }
    }
  }
`)

export type StationEvent = StationEventsSubscription['stationEvents']

/** The last events, newest first, and the place to resume at. */
export interface StationEvents {
  events: readonly StationEvent[]
  after: string | null
}

const KEPT = 100

/** Adds what came; an event that is there already (a resumption that overlaps) is not shown twice. */
export function reduceStationEvents(value: StationEvents, items: readonly StationEvent[]): StationEvents {
  const seen = new Set(value.events.map((e) => e.sequence))
  const fresh: StationEvent[] = []
  for (const item of items) {
    if (seen.has(item.sequence)) continue
    seen.add(item.sequence)
    fresh.push(item)
  }
  const events = [...fresh, ...value.events].sort((a, b) => b.sequence - a.sequence).slice(0, KEPT)
  return { events, after: events[0]?.cursor ?? value.after }
}

/** Deliveries and device events of one station, or of all; resumes without a gap. */
export const createStationEvents = (station?: string): Stream<StationEvents> =>
  createStream({
    document: StationEventsDocument,
    variables: (value: StationEvents) => ({
      filter: station ? { stations: [station] } : null,
      after: value.after,
    }),
    initial: { events: [], after: null } as StationEvents,
    reduce: (value, items) =>
      reduceStationEvents(
        value,
        items.map((i) => i.stationEvents),
      ),
  })
