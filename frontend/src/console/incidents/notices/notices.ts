import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { IncidentNoticesQuery } from '@/gql/generated/graphql'
import { useTurn } from '@/live/clock'
import { incidentUpdates, markOf } from '@/live/incidents'
import { type Reading, useReading } from '@/live/reread'
import { useStream } from '@/live/stream'

const IncidentNoticesDocument = graphql(`
  query IncidentNotices($id: ID!) {
    incident(id: $id) {
      id
      notices {
        id
        kind
        text
        by
        at
        answerWithinMin
        exercise
        sendings {
          id
          unit
          group
          name
          channel
          address
          state
          queuedAt
          sentAt
          deliveredAt
          readAt
          answeredAt
          answer
          answerEnteredBy
          failedAt
          problem
          attempts
          answerBy
          passedOnAt
          version
        }
      }
    }
  }
`)

export const SendNoticeDocument = graphql(`
  mutation SendNotice($input: SendNoticeInput!) {
    sendNotice(input: $input) {
      notice {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const EnterAnswerDocument = graphql(`
  mutation EnterAnswer($input: EnterAnswerInput!) {
    enterAnswer(input: $input) {
      sending {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const PassNoticeOnDocument = graphql(`
  mutation PassNoticeOn($input: PassNoticeOnInput!) {
    passNoticeOn(input: $input) {
      sending {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export type Notice = NonNullable<NonNullable<IncidentNoticesQuery['incident']>['notices']>[number]
export type Sending = NonNullable<Notice['sendings']>[number]

/** That a message was delivered or read makes no change of the incident: it is asked for again this often. */
const EVERY_MS = 5_000

/** The notices of an incident, newest first. */
export function useNotices(id: string): Reading<readonly Notice[]> {
  const client = useClient()
  const mark = markOf(useStream(incidentUpdates).value, id)
  const turn = useTurn(EVERY_MS) ?? 0
  const read = useCallback(async () => {
    const { data } = await client
      .query(IncidentNoticesDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
    return data?.incident?.notices ?? null
  }, [client, id])
  return useReading(read, `${mark} ${turn}`)
}

/** How a unit stands, the most urgent first. */
export type Standing = 'UNREACHABLE' | 'OVERDUE' | 'FAILED' | 'QUEUED' | 'WAITING' | 'TOLD' | 'ANSWERED'

const urgency: readonly Standing[] = [
  'UNREACHABLE',
  'OVERDUE',
  'FAILED',
  'QUEUED',
  'WAITING',
  'TOLD',
  'ANSWERED',
]

export interface Unit {
  unit: string
  standing: Standing
  /** Its sendings in the order in which they went on. */
  chain: readonly Sending[]
  last: Sending
}

/** What a notice came to, unit by unit, the most urgent first. */
export function unitsOf(sendings: readonly Sending[], now: number | null): Unit[] {
  const chains = new Map<string, Sending[]>()
  for (const s of [...sendings].sort((a, b) => Date.parse(a.queuedAt) - Date.parse(b.queuedAt)))
    chains.set(s.unit, [...(chains.get(s.unit) ?? []), s])
  return [...chains]
    .map(([unit, chain]) => {
      const last = chain.find((s) => s.state === 'ANSWERED') ?? (chain.at(-1) as Sending)
      return { unit, chain, last, standing: standingOf(last, now) }
    })
    .sort((a, b) => urgency.indexOf(a.standing) - urgency.indexOf(b.standing))
}

function standingOf(s: Sending, now: number | null): Standing {
  if (s.state === 'ANSWERED' || s.state === 'UNREACHABLE' || s.state === 'FAILED') return s.state
  if (s.answerBy && now !== null && Date.parse(s.answerBy) <= now) return 'OVERDUE'
  if (s.state === 'QUEUED') return 'QUEUED'
  return s.answerBy ? 'WAITING' : 'TOLD'
}
