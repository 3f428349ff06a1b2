import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useCallback, useEffect, useState } from 'react'
import { useClient } from 'urql'

interface Connection<R> {
  edges: readonly { node: R }[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}

export interface Whole<R> {
  /** Null before it was read. */
  rows: readonly R[] | null
  /** The last reading failed: what is there is older, or not known. */
  failed: boolean
  again(): void
}

/** Reads a connection to its end, page after page, so that filters and order are of the whole. `of` must not change. */
export function useWhole<D, R>(
  document: TypedDocumentNode<D, { after?: string | null }>,
  of: (data: D) => Connection<R> | null | undefined,
): Whole<R> {
  const client = useClient()
  const [rows, setRows] = useState<readonly R[] | null>(null)
  const [failed, setFailed] = useState(false)
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew, it is read anew
  useEffect(() => {
    let gone = false
    const read = async (): Promise<readonly R[] | null> => {
      const found: R[] = []
      for (let after: string | null = null; ; ) {
        const { data }: { data?: D | undefined } = await client
          .query(document, { after }, { requestPolicy: 'network-only' })
          .toPromise()
        const page: Connection<R> | null | undefined = data && of(data)
        if (!page) return null
        found.push(...page.edges.map((e) => e.node))
        if (!page.pageInfo.hasNextPage) return found
        after = page.pageInfo.endCursor ?? null
      }
    }
    void read().then((found) => {
      if (gone) return
      setFailed(found === null)
      if (found) setRows(found)
    })
    return () => {
      gone = true
    }
  }, [client, document, of, asked])
  return { rows, failed, again: useCallback(() => setAsked((n) => n + 1), []) }
}
