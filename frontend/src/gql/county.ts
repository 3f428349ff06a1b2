import { useCallback, useEffect, useState } from 'react'
import { useClient } from 'urql'
import { graphql } from './generated'
import type { CountyStationsQuery } from './generated/graphql'

const CountyStationsDocument = graphql(`
  query CountyStations($after: Cursor) {
    stations(first: 50, after: $after) {
      edges {
        node {
          id
          code
          name
          nameEn
          status
          class
          exercise
          latitude
          longitude
          area {
            code
            name
            nameEn
          }
          owner {
            code
            name
            nameEn
          }
          tanks {
            id
            number
            product {
              code
            }
          }
          nozzles {
            id
            number
            tank {
              product {
                code
              }
            }
          }
          devices {
            id
            code
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    areas {
      code
      name
      nameEn
      kind
      latitude
      longitude
    }
    products {
      code
      name
      nameEn
      category
    }
  }
`)

const MayDocument = graphql(`
  query May {
    viewer {
      scopes
    }
  }
`)

type Answer = CountyStationsQuery
export type CountyStation = NonNullable<Answer['stations']>['edges'][number]['node']
export type Area = NonNullable<Answer['areas']>[number]
export type Product = NonNullable<Answer['products']>[number]

/** What changes seldom: read whole at the start, on each reconnection, and now and then. */
export interface County {
  stations: readonly CountyStation[]
  areas: readonly Area[]
  products: readonly Product[]
}

const REFRESH_MS = 10 * 60_000
const RETRY_MS = 5_000

/** The county's stations, areas and products; null until they are read. */
export function useCounty(generation: number): County | null {
  const client = useClient()
  const [county, setCounty] = useState<County | null>(null)

  const read = useCallback(async (): Promise<County | null> => {
    // A display that was revoked asks nothing that a stranger may not have: it would cost the quota of strangers.
    const may = await client.query(MayDocument, {}, { requestPolicy: 'network-only' }).toPromise()
    if (!may.data?.viewer.scopes.includes('station:read')) return null
    const stations: CountyStation[] = []
    let after: string | null = null
    for (;;) {
      const { data }: { data?: Answer } = await client
        .query(CountyStationsDocument, { after }, { requestPolicy: 'network-only' })
        .toPromise()
      if (!data?.stations) return null
      stations.push(...data.stations.edges.map((e) => e.node))
      if (!data.stations.pageInfo.hasNextPage)
        return { stations, areas: data.areas ?? [], products: data.products ?? [] }
      after = data.stations.pageInfo.endCursor ?? null
    }
  }, [client])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection is a reason to read again
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let gone = false
    const refresh = async () => {
      const next = await read()
      if (gone) return
      if (next) setCounty(next)
      timer = setTimeout(refresh, next ? REFRESH_MS : RETRY_MS)
    }
    void refresh()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [read, generation])
  return county
}
