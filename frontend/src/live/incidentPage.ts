import { useMemo } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { IncidentEntriesQuery, IncidentPageQuery } from '@/gql/generated/graphql'
import { incidentUpdates, markOf } from './incidents'
import { type Reading, useReading } from './reread'
import { useStream } from './stream'

const IncidentPageDocument = graphql(`
  query IncidentPage($id: ID!) {
    incident(id: $id) {
      id
      startedBy
      startedAt
      commandPost
      commandPostLead
      inSupport
      proposedLevel
      belowPlanSince
      entries {
        id
        outBy
        leftAt
      }
      groups {
        id
        code
        name
        nameEn
        leads
        position
        dissolvedAt
      }
      tasks {
        id
        text
        textEn
        owner
        state
        dueAt
        group {
          id
        }
      }
    }
  }
`)

const IncidentEntriesDocument = graphql(`
  query IncidentEntries($id: ID!, $after: Cursor) {
    incident(id: $id) {
      id
      log(first: 100, after: $after) {
        entries {
          sequence
          happenedAt
          recordedAt
          actorName
          action
          after
        }
        endCursor
        hasMore
      }
    }
  }
`)

export type IncidentParts = NonNullable<IncidentPageQuery['incident']>
export type IncidentEntry = NonNullable<
  NonNullable<IncidentEntriesQuery['incident']>['log']
>['entries'][number]

/** What the page of one incident shows beside what the list of open ones holds. */
export interface IncidentPage {
  parts: IncidentParts
  /** The last entries of its log, newest first. */
  log: readonly IncidentEntry[]
}

const KEPT = 30

/** One incident as it is now; its log is read on from where the last reading ended. */
export function useIncidentPage(id: string): Reading<IncidentPage> {
  const client = useClient()
  const { value } = useStream(incidentUpdates)
  const read = useMemo(() => {
    let log: readonly IncidentEntry[] = []
    let after: string | null = null
    return async (): Promise<IncidentPage | null> => {
      for (let more = true; more; ) {
        const { data }: { data?: IncidentEntriesQuery } = await client
          .query(IncidentEntriesDocument, { id, after }, { requestPolicy: 'network-only' })
          .toPromise()
        const page = data?.incident?.log
        if (!page) return null
        log = [...page.entries.toReversed(), ...log].slice(0, KEPT)
        after = page.endCursor ?? after
        more = page.hasMore
      }
      const { data } = await client
        .query(IncidentPageDocument, { id }, { requestPolicy: 'network-only' })
        .toPromise()
      return data?.incident ? { parts: data.incident, log } : null
    }
  }, [client, id])
  return useReading(read, markOf(value, id))
}

type Task = Pick<IncidentParts['tasks'][number], 'state' | 'dueAt'>

const waits = ({ state }: Task) => state !== 'DONE' && state !== 'CANCELLED'

/** The tasks that are not done and whose time is over at an instant of the hub's, the longest overdue first. */
export const lateTasks = <T extends Task>(tasks: readonly T[], serverNow: number | null): T[] =>
  tasks
    .filter((t) => waits(t) && t.dueAt && serverNow !== null && serverNow > Date.parse(t.dueAt))
    .sort((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))

/** How many tasks of a group wait, how many of these are late, and how many are done; a cancelled one is none of these. */
export function taskCounts(
  tasks: readonly (Task & { group?: { id: string } | null })[],
  group: string | null,
  serverNow: number | null,
): { open: number; late: number; done: number } {
  const of = tasks.filter((t) => (t.group?.id ?? null) === group)
  return {
    open: of.filter(waits).length,
    late: lateTasks(of, serverNow).length,
    done: of.filter((t) => t.state === 'DONE').length,
  }
}

/** How many are inside the cordon at an instant of the server's, and how many of them should be out. */
export function headsInside(
  entries: IncidentParts['entries'],
  serverNow: number | null,
): { inside: number; overdue: number } {
  const inside = entries.filter((e) => !e.leftAt)
  return {
    inside: inside.length,
    overdue: serverNow === null ? 0 : inside.filter((e) => serverNow > Date.parse(e.outBy)).length,
  }
}
