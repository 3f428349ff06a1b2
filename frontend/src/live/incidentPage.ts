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

/** How many tasks of a group wait, and how many are done; those that were cancelled are neither. */
export function taskCounts(
  tasks: IncidentParts['tasks'],
  group: string | null,
): { open: number; done: number } {
  const of = tasks.filter((t) => (t.group?.id ?? null) === group)
  return {
    open: of.filter((t) => t.state !== 'DONE' && t.state !== 'CANCELLED').length,
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
