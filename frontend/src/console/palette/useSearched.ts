import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import type { SearchKind, SearchQuery } from '@/gql/generated/graphql'
import { SearchDocument } from './documents'

export type Hit = NonNullable<NonNullable<SearchQuery['search']>['nodes']>[number]

export interface Searched {
  /** idle: the hub was asked nothing. */
  standing: 'idle' | 'asking' | 'answered' | 'failed'
  hits: readonly Hit[]
  /** Whether the hub has more than it gave. */
  hasMore: boolean
}

const idle: Searched = { standing: 'idle', hits: [], hasMore: false }

/** The hub is asked when so long nothing was typed. */
const REST_MS = 250
/** The hub takes no longer text. */
export const LONGEST = 64

/** What the hub finds by a text among some kinds; of an earlier text nothing is shown. */
export function useSearched(typed: string, kinds: readonly SearchKind[]): Searched {
  const client = useClient()
  const text = typed.trim()
  const among = kinds.join()
  const [searched, setSearched] = useState<Searched & { text: string }>({ ...idle, text: '' })
  useEffect(() => {
    if (!text || !among) return
    let gone = false
    const timer = setTimeout(async () => {
      const { data } = await client
        .query(
          SearchDocument,
          { text, kinds: among.split(',') as SearchKind[] },
          { requestPolicy: 'network-only' },
        )
        .toPromise()
      if (gone) return
      const found = data?.search
      setSearched(
        found?.nodes
          ? { text, standing: 'answered', hits: found.nodes, hasMore: found.hasMore }
          : { ...idle, text, standing: 'failed' },
      )
    }, REST_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [client, text, among])
  if (!text || !among) return idle
  return searched.text === text ? searched : { ...idle, standing: 'asking' }
}
