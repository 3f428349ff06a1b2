import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { IncidentSceneQuery } from '@/gql/generated/graphql'
import { incidentUpdates, markOf } from '@/live/incidents'
import { useReread } from '@/live/reread'
import { useStream } from '@/live/stream'

const IncidentSceneDocument = graphql(`
  query IncidentScene($id: ID!) {
    incident(id: $id) {
      id
      entries {
        id
        name
        unit
        enteredAt
        outBy
        leftAt
        overdue
      }
      samples {
        id
        medium
        substance
        place
        value
        unit
        bound
        standard
        exceeds
        sampledAt
        by
      }
      releases {
        id
        title
        text
        draftedBy
        draftedAt
        approvedBy
        approvedAt
        channel
        publishedAt
        version
      }
    }
  }
`)

export type Scene = NonNullable<IncidentSceneQuery['incident']>
export type Entry = Scene['entries'][number]
/** Somebody as they are called at the scene. */
export const called = ({ name, unit }: Pick<Entry, 'name' | 'unit'>): string =>
  [unit, name].filter(Boolean).join(' ')

export type Sample = Scene['samples'][number]
export type Release = Scene['releases'][number]

/** Who is inside the cordon, what was measured and what was told, read again on each change; null until it is read. */
export function useScene(id: string): Scene | null {
  const client = useClient()
  const mark = markOf(useStream(incidentUpdates).value, id)
  const read = useCallback(async () => {
    const { data } = await client
      .query(IncidentSceneDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
    return data?.incident ?? null
  }, [client, id])
  return useReread(read, mark)
}
