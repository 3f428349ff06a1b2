import type { Client } from 'urql'
import { errorCode } from '@/gql/client'
import { graphql } from '@/gql/generated'
import type { SceneReportState, StoryLogQuery, StoryQuery, StoryWorkQuery } from '@/gql/generated/graphql'
import { serverClock } from '@/live/clock'

const StoryDocument = graphql(`
  query Story($id: ID!) {
    incident(id: $id) {
      id
      version
      number
      title
      kind
      description
      occurredAt
      heardAt
      source
      address
      area {
        name
      }
      station {
        code
        name
      }
      enterprise
      lineBureau
      exercise
      stage
      verifiedAt
      terminatedAt
      endedAt
      endedReason
      grade
      computedGrade
      raisedGrade
      raisedReason
      gradeReasons {
        article
        text
      }
      level
      startedAt
      commandPost
      commandPostLead
      origin {
        kind
        frozenAt
      }
      counts {
        id
        asOf
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
        to
        article
        dueAt
        cause
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
        unit
        reporter
        draftedAt
        sentAt
        elements {
          element
          text
        }
        sendings {
          id
          party
          channel
          recipient
          at
          receipt
        }
      }
    }
  }
`)

const StoryWorkDocument = graphql(`
  query StoryWork($id: ID!) {
    accidentPlan {
      kinds {
        code
        name
      }
    }
    incident(id: $id) {
      id
      version
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
        conditions
        confirmedAt
        confirmedBy
      }
      handOvers {
        id
        at
        to
        receivedBy
        takenBackAt
        takenBackReason
      }
      groups {
        id
        name
        leads
        members
        position
        dissolvedAt
      }
      tasks {
        id
        kind
        article
        text
        group {
          name
        }
        owner
        orderedBy
        state
        createdAt
        dueAt
        notes {
          id
          at
          state
          note
          by
        }
      }
      releases {
        id
        title
        text
        draftedBy
        draftedAt
        approvedBy
        approvedAt
        channel
        publishedAt
      }
      samples {
        id
        medium
        substance
        place
        value
        unit
        bound
        standard
        exceeds
        sampledAt
      }
      sceneReports {
        id
        seenAt
        receivedAt
        text
        deaths
        seriouslyInjured
        injured
        trapped
        missing
        atRisk
        by
        state
        decidedAt
        decidedBy
        reason
      }
      entries {
        id
        unit
        leftAt
        overdue
      }
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

const StoryLogDocument = graphql(`
  query StoryLog($id: ID!, $after: Cursor) {
    incident(id: $id) {
      id
      version
      log(after: $after, first: 100) {
        entries {
          sequence
          happenedAt
          recordedAt
          actorName
          action
          before
          after
        }
        endCursor
        hasMore
      }
    }
  }
`)

type Head = NonNullable<StoryQuery['incident']>
type Work = NonNullable<StoryWorkQuery['incident']>
type LogPage = NonNullable<NonNullable<StoryLogQuery['incident']>['log']>
export type LogEntry = LogPage['entries'][number]

/** All of an incident, to be printed. */
export interface Story extends Head, Work {
  kindName: string
  log: readonly LogEntry[]
  /** Nothing is missing and nothing changed while it was read. */
  whole: boolean
  /** When it was read. */
  readAt: number
}

/** Pages of a log that are read at most: 20,000 entries. */
const MOST_PAGES = 200
/** Readings that are tried where somebody changes the incident meanwhile. */
const TRIES = 3

/** The pages of a log, each read by `page`, until it is whole or `most` were read. */
export async function readLog(
  page: (after: string | null) => Promise<LogPage | null>,
  most = MOST_PAGES,
): Promise<{ log: readonly LogEntry[]; whole: boolean }> {
  const log: LogEntry[] = []
  let after: string | null = null
  for (let pages = 0; pages < most; pages++) {
    const next: LogPage | null = await page(after)
    if (!next) return { log, whole: false }
    log.push(...next.entries)
    if (!next.hasMore) return { log, whole: true }
    after = next.endCursor ?? null
  }
  return { log, whole: false }
}

/** Whether a log tells of these reports from the scene as they are, and of no other. */
export function tellsOfAll(
  log: readonly Pick<LogEntry, 'action'>[],
  reports: readonly { state: SceneReportState }[],
): boolean {
  const told = (action: string) => log.filter((e) => e.action === `incident.${action}`).length
  const are = (state: SceneReportState) => reports.filter((r) => r.state === state).length
  return (
    told('scene-reported') === reports.length &&
    told('scene-report-adopted') === are('ADOPTED') &&
    told('scene-report-set-aside') === are('SET_ASIDE')
  )
}

/** The words of an answer that asking again does not change. */
const refused = ['FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND', 'INVALID']

/** Reads the story of an incident as of one version; false where it is not to be seen, null where no answer came. */
export async function readStory(client: Client, id: string): Promise<Story | false | null> {
  const ask = { requestPolicy: 'network-only' } as const
  for (let tries = 1; ; tries++) {
    const versions = new Set<number>()
    const head = await client.query(StoryDocument, { id }, ask).toPromise()
    const work = await client.query(StoryWorkDocument, { id }, ask).toPromise()
    if (!head.data?.incident || !work.data?.incident)
      return [head, work].some(({ error }) => error && !refused.includes(errorCode(error) ?? ''))
        ? null
        : false
    const { log, whole } = await readLog(async (after) => {
      const { data } = await client.query(StoryLogDocument, { id, after }, ask).toPromise()
      if (data?.incident) versions.add(data.incident.version)
      return data?.incident?.log ?? null
    })
    const { incident } = head.data
    versions.add(incident.version).add(work.data.incident.version)
    // A report from the scene leaves the version as it is.
    const one = versions.size === 1 && tellsOfAll(log, work.data.incident.sceneReports ?? [])
    if (whole && !one && tries < TRIES) continue
    return {
      ...incident,
      ...work.data.incident,
      kindName: work.data.accidentPlan?.kinds.find((k) => k.code === incident.kind)?.name ?? incident.kind,
      log,
      whole: whole && one,
      readAt: serverClock.now() ?? Date.now(),
    }
  }
}
