import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { IncidentQuery } from '@/gql/generated/graphql'
import { incidentUpdates, markOf } from '@/live/incidents'
import { useReread } from '@/live/reread'
import { useStream } from '@/live/stream'

const IncidentDocument = graphql(`
  query Incident($id: ID!) {
    incident(id: $id) {
      id
      number
      title
      kind
      description
      occurredAt
      heardAt
      source
      address
      latitude
      longitude
      area {
        code
        name
        nameEn
      }
      station {
        code
        name
        nameEn
      }
      enterprise
      lineBureau
      exercise
      stage
      verifiedAt
      terminatedAt
      endedAt
      endedReason
      deaths
      seriouslyInjured
      injured
      trapped
      missing
      atRisk
      fromAbroad
      directLoss
      beyondTownship
      acrossTownships
      mayGrow
      beyondCounty
      acrossCounties
      special
      grade
      computedGrade
      raisedGrade
      raisedReason
      gradeReasons {
        article
        text
      }
      gradeOpen
      proposedLevel
      proposalReasons {
        article
        text
      }
      proposalPosts
      level
      startedBy
      startedAt
      belowPlanSince
      commandPost
      commandPostLead
      inSupport
      version
      counts {
        id
        asOf
        recordedAt
        deaths
        seriouslyInjured
        injured
        trapped
        missing
        atRisk
        fromAbroad
        directLoss
        source
        enteredBy
      }
      deadlines {
        id
        duty
        from
        to
        channel
        article
        soonAt
        dueAt
        ownTerm
        bornLate
        cause
        subject
        state
        metAt
        recipient
        receipt
        voidAt
        voidReason
      }
      reports {
        id
        kind
        number
        elements {
          element
          text
        }
        missing
        outdated
        unit
        reporter
        draftedAt
        sentAt
        version
        sendings {
          id
          party
          channel
          means
          recipient
          at
          receipt
        }
      }
      steps {
        id
        action
        level
        post
        orderedBy
        inSteadOf
        enteredBy
        byVoice
        at
        reason
        confirmedAt
        confirmedBy
      }
      groups {
        id
        name
        nameEn
        article
        leads
        members
        duties
        dutiesEn
        position
        dissolvedAt
        version
      }
      tasks {
        id
        kind
        article
        text
        textEn
        group {
          id
          name
          nameEn
        }
        owner
        orderedBy
        state
        createdAt
        dueAt
        lastNote
        version
        notes {
          id
          at
          state
          note
          by
        }
      }
      handOvers {
        id
        at
        to
        receivedBy
        signature
        takenBackAt
        takenBackReason
      }
    }
  }
`)

export type Incident = NonNullable<IncidentQuery['incident']>
export type Deadline = Incident['deadlines'][number]
export type Report = Incident['reports'][number]
export type Group = Incident['groups'][number]
export type Task = Incident['tasks'][number]
export type Step = Incident['steps'][number]

/** An incident as it is now, read again on each of its changes; null until it is read, false where it is not to be seen. */
export function useIncident(id: string): Incident | false | null {
  const client = useClient()
  const mark = markOf(useStream(incidentUpdates).value, id)
  const read = useCallback(async () => {
    const { data, error } = await client
      .query(IncidentDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
    if (data?.incident) return data.incident
    return error ? null : false
  }, [client, id])
  return useReread<Incident | false>(read, mark)
}

export const isOver = (of: { stage: Incident['stage'] }): boolean =>
  of.stage === 'CLOSED' || of.stage === 'REJECTED'
