import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { OnDutyQuery } from '@/gql/generated/graphql'
import { useTurn } from './clock'
import { useGeneration } from './connection'
import { type Reading, useReading } from './reread'

const OnDutyDocument = graphql(`
  query OnDuty {
    onDuty {
      id
      duty
      name
      since
      until
      organisation {
        kind
      }
    }
  }
`)

export type OnDuty = NonNullable<OnDutyQuery['onDuty']>[number]

/** How often who is on duty is read again: a turn begins and ends by the clock. */
const EVERY_MS = 30_000

/** Changes with each connection, and each half minute: then what goes by the clock is read again. */
export function useHalfMinute(): string {
  return `${useGeneration()} ${useTurn(EVERY_MS) ?? ''}`
}

/** Who is on duty at headquarters now; null until it is read. For holders of duty:read. */
export function useOnDuty(): Reading<readonly OnDuty[]> {
  const client = useClient()
  const mark = useHalfMinute()
  const read = useCallback(async () => {
    const { data } = await client.query(OnDutyDocument, {}, { requestPolicy: 'network-only' }).toPromise()
    return data?.onDuty?.filter((s) => s.organisation.kind === 'HEADQUARTERS') ?? null
  }, [client])
  return useReading(read, mark)
}
