import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { IncidentUpdatesSubscription, OpenIncidentsQuery } from '@/gql/generated/graphql'
import { serverClock } from './clock'
import { type Reading, useReading } from './reread'
import { createStream, useStream } from './stream'

/** Whether the hub itself entered it: a clock that came due is nobody's act. */
export const byTheHub = (action: string) =>
  action === 'incident.deadline-soon' || action === 'incident.deadline-late'

const IncidentUpdatesDocument = graphql(`
  subscription IncidentUpdates($after: Cursor) {
    incidentUpdates(after: $after) {
      sequence
      cursor
      kind
      serverTime
      entry {
        action
        happenedAt
        actorName
      }
      incident {
        id
      }
    }
  }
`)

const OpenIncidentsDocument = graphql(`
  query OpenIncidents($after: Cursor) {
    incidents(open: true, first: 50, after: $after) {
      edges {
        node {
          id
          number
          title
          kind
          exercise
          stage
          grade
          level
          proposedLevel
          inSupport
          occurredAt
          heardAt
          startedAt
          address
          latitude
          longitude
          area {
            code
            name
            nameEn
          }
          station {
            code
            name
            nameEn
            latitude
            longitude
          }
          deaths
          seriouslyInjured
          injured
          trapped
          missing
          atRisk
          sceneReports {
            id
            state
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export type IncidentUpdate = IncidentUpdatesSubscription['incidentUpdates']
export type OpenIncident = NonNullable<OpenIncidentsQuery['incidents']>['edges'][number]['node']

/** How many reports from its scene wait for the desk. */
export const waitingFromScene = (of: Pick<OpenIncident, 'sceneReports'>): number =>
  of.sceneReports?.filter((r) => r.state === 'WAITING').length ?? 0

/** How far the stream of incidents has come. */
export interface IncidentMarks {
  /** Grows with each item, READY too: what was read before is out of date. */
  mark: number
  /** The mark of each incident's last change; of READY, every incident's is `ready`. */
  changed: ReadonlyMap<string, number>
  ready: number
  /** The last thing that happened. */
  last: IncidentUpdate | null
  /** The place to resume at. */
  after: string | null
}

export const noIncidentMarks: IncidentMarks = {
  mark: 0,
  changed: new Map(),
  ready: 0,
  last: null,
  after: null,
}

/** Notes which incidents changed; a resumption that repeats an item does no harm. */
export function reduceIncidents(value: IncidentMarks, items: readonly IncidentUpdate[]): IncidentMarks {
  const changed = new Map(value.changed)
  let { mark, ready, last, after } = value
  for (const item of items) {
    mark++
    after = item.cursor
    if (item.kind === 'READY') ready = mark
    else last = item
    if (item.incident) changed.set(item.incident.id, mark)
  }
  return { mark, changed, ready, last, after }
}

/** The mark that tells whether what was read of an incident is still whole. */
export const markOf = (value: IncidentMarks, id: string): number =>
  Math.max(value.ready, value.changed.get(id) ?? 0)

/** What happens to incidents; resumes without a gap. */
export const incidentUpdates = createStream({
  document: IncidentUpdatesDocument,
  variables: (value: IncidentMarks) => ({ after: value.after }),
  initial: noIncidentMarks,
  reduce: (value, items) => {
    for (const item of items) serverClock.sample(item.incidentUpdates.serverTime)
    return reduceIncidents(
      value,
      items.map((i) => i.incidentUpdates),
    )
  },
})

/** The incidents that have not ended, newest first, with what tells whether that is still so. */
export function useOpenIncidents(): Reading<readonly OpenIncident[]> {
  const client = useClient()
  const { mark } = useStream(incidentUpdates).value
  const read = useCallback(async () => {
    const found: OpenIncident[] = []
    let after: string | null = null
    for (;;) {
      const { data }: { data?: OpenIncidentsQuery } = await client
        .query(OpenIncidentsDocument, { after }, { requestPolicy: 'network-only' })
        .toPromise()
      if (!data?.incidents) return null
      found.push(...data.incidents.edges.map((e) => e.node))
      if (!data.incidents.pageInfo.hasNextPage) return found.reverse()
      after = data.incidents.pageInfo.endCursor ?? null
    }
  }, [client])
  return useReading(read, mark)
}

/** The incidents that have not ended, as they are now, newest first; null until they are read. */
export const useIncidents = (): readonly OpenIncident[] | null => useOpenIncidents().value
