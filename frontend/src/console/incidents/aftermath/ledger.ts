import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { LedgerKind, LedgerQuery } from '@/gql/generated/graphql'
import { incidentUpdates, markOf } from '@/live/incidents'
import { useReread } from '@/live/reread'
import { useStream } from '@/live/stream'

const LedgerDocument = graphql(`
  query Ledger($id: ID!) {
    incident(id: $id) {
      id
      ledger {
        id
        kind
        text
        amount
        quantity
        at
        enteredBy
        struckAt
        struckReason
      }
    }
  }
`)

export type LedgerItem = NonNullable<LedgerQuery['incident']>['ledger'][number]

/** The ledger as it is now, read again on each change of the incident; null until it is read. */
export function useLedger(id: string): readonly LedgerItem[] | null {
  const client = useClient()
  const mark = markOf(useStream(incidentUpdates).value, id)
  const read = useCallback(async () => {
    const { data } = await client.query(LedgerDocument, { id }, { requestPolicy: 'network-only' }).toPromise()
    return data?.incident?.ledger ?? null
  }, [client, id])
  return useReread(read, mark)
}

/** The kinds in the order of §7: first what was spent and given, then what was found. */
export const kinds: readonly LedgerKind[] = [
  'COST',
  'SUPPLY_USED',
  'REQUISITION',
  'DONATION',
  'INSURANCE',
  'FINDING',
  'INVESTIGATION',
]

/** Findings are words: they have neither money nor goods. */
export const isMoney = (kind: LedgerKind): boolean => kind !== 'FINDING' && kind !== 'INVESTIGATION'
export const isGoods = (kind: LedgerKind): boolean =>
  kind === 'SUPPLY_USED' || kind === 'REQUISITION' || kind === 'DONATION'

/** The items of one kind with their sum in fen; what was struck is listed and not summed. */
export interface Part<Item> {
  kind: LedgerKind
  items: readonly Item[]
  /** Null where no item tells of money. */
  sum: number | null
}

type Summed = Pick<LedgerItem, 'kind' | 'amount' | 'struckAt' | 'at'>

/** The ledger by kinds, each in the order of time; kinds of which there is nothing are left out. */
export function partsOf<Item extends Summed>(items: readonly Item[]): readonly Part<Item>[] {
  return kinds
    .map((kind) => {
      const of = items.filter((i) => i.kind === kind).toSorted((a, b) => a.at.localeCompare(b.at))
      const amounts = of.flatMap((i) => (i.struckAt || typeof i.amount !== 'number' ? [] : [i.amount]))
      return { kind, items: of, sum: amounts.length > 0 ? amounts.reduce((a, b) => a + b, 0) : null }
    })
    .filter((part) => part.items.length > 0)
}
