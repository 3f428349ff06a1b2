import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { CasualtyState, RosterQuery } from '@/gql/generated/graphql'
import { incidentUpdates, markOf } from '@/live/incidents'
import { useReread } from '@/live/reread'
import { useStream } from '@/live/stream'
import type { Counted } from '../figures'

const RosterDocument = graphql(`
  query Roster($id: ID!) {
    incident(id: $id) {
      id
      casualties {
        id
        name
        state
        origin
        hospital
        kinToldAt
        note
        version
      }
    }
  }
`)

export type Casualty = NonNullable<NonNullable<RosterQuery['incident']>['casualties']>[number]

/** The roster as it is now, read again on each change of the incident; null until it is read. */
export function useRoster(id: string): readonly Casualty[] | null {
  const client = useClient()
  const mark = markOf(useStream(incidentUpdates).value, id)
  const read = useCallback(async () => {
    const { data } = await client.query(RosterDocument, { id }, { requestPolicy: 'network-only' }).toPromise()
    return data?.incident?.casualties ?? null
  }, [client, id])
  return useReread(read, mark)
}

export const states: readonly CasualtyState[] = [
  'DEAD',
  'SERIOUSLY_INJURED',
  'INJURED',
  'TRAPPED',
  'MISSING',
  'SAFE',
]

/** The count that each state of the roster has to agree with; who is safe again is in none. */
const counted = {
  deaths: 'DEAD',
  seriouslyInjured: 'SERIOUSLY_INJURED',
  injured: 'INJURED',
  trapped: 'TRAPPED',
  missing: 'MISSING',
} as const satisfies Record<string, CasualtyState>

export type Agreed = keyof typeof counted | 'fromAbroad'

/** A count that the roster does not bear out; null where it is unknown. */
export interface Difference {
  what: Agreed
  listed: number
  counted: number | null
}

/**
 * Where the roster and the latest counts disagree. A count that is unknown agrees
 * with nobody on the roster, and with nobody else.
 */
export function differences(
  roster: readonly Pick<Casualty, 'state' | 'origin'>[],
  counts: Counted,
): readonly Difference[] {
  const hurt = roster.filter((c) => c.state !== 'SAFE')
  const listed: Record<Agreed, number> = {
    ...(Object.fromEntries(
      Object.entries(counted).map(([what, state]) => [what, roster.filter((c) => c.state === state).length]),
    ) as Record<keyof typeof counted, number>),
    fromAbroad: hurt.filter((c) => c.origin !== 'MAINLAND').length,
  }
  return (Object.keys(listed) as Agreed[])
    .map((what) => ({ what, listed: listed[what], counted: counts[what] ?? null }))
    .filter((d) => d.listed !== (d.counted ?? 0))
}
