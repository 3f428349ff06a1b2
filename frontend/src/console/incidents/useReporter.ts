import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { IncidentReporterQuery } from '@/gql/generated/graphql'
import { useReread } from '@/live/reread'
import type { Incident } from './incident'

const IncidentReporterDocument = graphql(`
  query IncidentReporter($id: ID!) {
    incident(id: $id) {
      id
      reporter
      reporterPhone
    }
  }
`)

export type Reporter = Pick<NonNullable<IncidentReporterQuery['incident']>, 'reporter' | 'reporterPhone'>
const unasked: Reporter = { reporter: null, reporterPhone: null }

/** Who reported an incident, and their phone; asked of the hub only for who may read it, null until it answers. */
export function useReporter({ id, version }: Incident, may: boolean): Reporter | null {
  const client = useClient()
  const read = useCallback(async (): Promise<Reporter | null> => {
    if (!may) return unasked
    const { data } = await client
      .query(IncidentReporterDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
    return data?.incident ?? null
  }, [client, id, may])
  return useReread(read, version)
}
