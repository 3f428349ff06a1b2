import { Badge } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import { useClient } from 'urql'
import type { WaitingQuery } from '@/gql/generated/graphql'
import { incidentUpdates } from '@/live/incidents'
import { useHalfMinute } from '@/live/onDuty'
import { type Reading, useReading } from '@/live/reread'
import { useStream } from '@/live/stream'
import { ViewerContext } from '../rights'
import { HandedOverDocument, WaitingDocument, type WaitingIncident } from './documents'
import { type Waiting, waitingFor } from './waiting'

const ApprovalsContext = createContext<Reading<readonly Waiting[]> | null>(null)
const fresh = { requestPolicy: 'network-only' } as const

/** Reads what waits for the viewer with each change of an incident and each half minute, once for the menu and the section. */
export function ApprovalsOfViewer({ children }: { children: ReactNode }) {
  const client = useClient()
  const viewer = useContext(ViewerContext)
  const { mark } = useStream(incidentUpdates).value
  const minute = useHalfMinute()
  const scopes = viewer?.scopes.join(' ') ?? ''
  const read = useCallback(async () => {
    const may = (scope: string) => scopes.split(' ').includes(scope)
    const incidents: WaitingIncident[] = []
    let after: string | null = null
    while (may('incident:write')) {
      const { data }: { data?: WaitingQuery } = await client
        .query(WaitingDocument, { after }, fresh)
        .toPromise()
      if (!data?.incidents) return null
      incidents.push(...data.incidents.edges.map((e) => e.node))
      if (!data.incidents.pageInfo.hasNextPage) break
      after = data.incidents.pageInfo.endCursor ?? null
    }
    if (!may('duty:write')) return { incidents, changes: [] }
    const { data } = await client.query(HandedOverDocument, {}, fresh).toPromise()
    return data?.shiftChanges ? { incidents, changes: data.shiftChanges } : null
  }, [client, scopes])
  const reading = useReading(read, `${mark} ${minute}`)
  const approvals = useMemo(
    () => ({
      ...reading,
      value:
        reading.value && viewer ? waitingFor(viewer, reading.value.incidents, reading.value.changes) : null,
    }),
    [reading, viewer],
  )
  return <ApprovalsContext value={approvals}>{children}</ApprovalsContext>
}

/** What waits for the viewer; null outside the desk. */
export const useApprovals = () => useContext(ApprovalsContext)

/** How much waits, in the menu; nothing where nothing does or it is not known yet. */
export function ApprovalsCount() {
  const n = useApprovals()?.value?.length ?? 0
  return n > 0 ? <Badge count={n} size="small" className="approvals-count" /> : null
}
