import { useContext, useEffect, useState } from 'react'
import { useClient } from 'urql'
import type {
  FindAreasQuery,
  FindContactsQuery,
  FindIncidentsQuery,
  FindPeopleQuery,
  FindStationsQuery,
  FindTasksQuery,
} from '@/gql/generated/graphql'
import { ViewerContext } from '../rights'
import {
  FindAreasDocument,
  FindContactsDocument,
  FindIncidentsDocument,
  FindPeopleDocument,
  FindStationsDocument,
  FindTasksDocument,
} from './documents'

type Nodes<C extends { edges: { node: unknown }[] } | null | undefined> =
  NonNullable<C>['edges'][number]['node']

/** What the hub holds that can be found, as far as the viewer's rights open it. */
export interface Found {
  incidents: Nodes<FindIncidentsQuery['incidents']>[]
  withTasks: Nodes<FindTasksQuery['incidents']>[]
  stations: Nodes<FindStationsQuery['stations']>[]
  areas: NonNullable<FindAreasQuery['areas']>[number][]
  units: NonNullable<FindContactsQuery['contactBook']>[number][]
  people: Nodes<FindPeopleQuery['users']>[]
}

const nothing: Found = { incidents: [], withTasks: [], stations: [], areas: [], units: [], people: [] }
const STATION_PAGES = 10

/** Reads it anew each time that the palette opens; what comes is shown as it comes. `failed` where a part did not. */
export function useFound(): { found: Found; reading: boolean; failed: boolean } {
  const client = useClient()
  const scopes = useContext(ViewerContext)?.scopes
  const [found, setFound] = useState(nothing)
  const [open, setOpen] = useState(1)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!scopes) return
    let gone = false
    const may = (scope: string) => scopes.includes(scope)
    const put = (part: Partial<Found>) => gone || setFound((f) => ({ ...f, ...part }))
    const ask = async <D>(document: Parameters<typeof client.query<D, object>>[0], variables = {}) => {
      const { data } = await client
        .query<D, object>(document, variables, { requestPolicy: 'network-only' })
        .toPromise()
      if (!data) throw new Error('no answer')
      return data
    }
    const nodes = <N>(c: { edges: { node: N }[] } | null | undefined) => (c?.edges ?? []).map((e) => e.node)
    const stations = async () => {
      const all: Found['stations'] = []
      let after: string | null = null
      for (let page = 0; page < STATION_PAGES; page++) {
        const data: FindStationsQuery = await ask(FindStationsDocument, { after })
        all.push(...nodes(data.stations))
        if (!data.stations?.pageInfo.hasNextPage) break
        after = data.stations.pageInfo.endCursor ?? null
      }
      put({ stations: all })
    }
    const parts: [scope: string, read: () => Promise<unknown>][] = [
      [
        'incident:read',
        async () => put({ incidents: nodes((await ask(FindIncidentsDocument)).incidents).reverse() }),
      ],
      ['incident:read', async () => put({ withTasks: nodes((await ask(FindTasksDocument)).incidents) })],
      ['station:read', stations],
      ['station:read', async () => put({ areas: (await ask(FindAreasDocument)).areas ?? [] })],
      ['contact:read', async () => put({ units: (await ask(FindContactsDocument)).contactBook ?? [] })],
      ['account:read', async () => put({ people: nodes((await ask(FindPeopleDocument)).users) })],
    ]
    const wanted = parts.filter(([scope]) => may(scope))
    setOpen(wanted.length)
    for (const [, read] of wanted)
      void read()
        .catch(() => gone || setFailed(true))
        .finally(() => gone || setOpen((n) => n - 1))
    return () => {
      gone = true
    }
  }, [client, scopes])
  return { found, reading: open > 0, failed }
}
