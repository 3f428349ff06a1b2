import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { SceneReportsQuery } from '@/gql/generated/graphql'
import { incidentUpdates, markOf } from '@/live/incidents'
import { useReread } from '@/live/reread'
import { useStream } from '@/live/stream'

const SceneReportsDocument = graphql(`
  query SceneReports($id: ID!) {
    incident(id: $id) {
      id
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
        latitude
        longitude
        accuracyM
        by
        state
        decidedAt
        decidedBy
        reason
        version
        task {
          id
          text
          textEn
        }
        photos {
          id
          path
          caption
          withdrawnAt
        }
      }
    }
  }
`)

export const AdoptSceneReportDocument = graphql(`
  mutation AdoptSceneReport($input: AdoptSceneReportInput!) {
    adoptSceneReport(input: $input) {
      report {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const SetSceneReportAsideDocument = graphql(`
  mutation SetSceneReportAside($input: SetSceneReportAsideInput!) {
    setSceneReportAside(input: $input) {
      report {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export type SceneReport = NonNullable<NonNullable<SceneReportsQuery['incident']>['sceneReports']>[number]

/** What the scene counts of people. */
export const figures = ['deaths', 'seriouslyInjured', 'injured', 'trapped', 'missing', 'atRisk'] as const

export type Figures = { readonly [K in (typeof figures)[number]]?: number | null }

/** The figures that a report says something of. */
export const saidOf = (report: Figures) => figures.filter((name) => typeof report[name] === 'number')

/** When the latest count was so that is newer than an instant; null where there is none. */
export function laterCount(counts: readonly { asOf: string }[], than: string): string | null {
  const later = counts.map((c) => c.asOf).filter((at) => Date.parse(at) > Date.parse(than))
  return later.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null
}

/** Those that wait, the one that waits longest first; then the others, the one decided last first. */
export function inOrder<R extends Pick<SceneReport, 'state' | 'receivedAt' | 'decidedAt'>>(
  reports: readonly R[],
): { waiting: R[]; past: R[] } {
  const time = (at: string | null | undefined) => Date.parse(at ?? '')
  return {
    waiting: reports
      .filter((r) => r.state === 'WAITING')
      .sort((a, b) => time(a.receivedAt) - time(b.receivedAt)),
    past: reports.filter((r) => r.state !== 'WAITING').sort((a, b) => time(b.decidedAt) - time(a.decidedAt)),
  }
}

/** The reports from the scene of an incident; null until they are read. */
export function useSceneReports(id: string): readonly SceneReport[] | null {
  const client = useClient()
  const mark = markOf(useStream(incidentUpdates).value, id)
  const read = useCallback(async () => {
    const { data } = await client
      .query(SceneReportsDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
    return data?.incident?.sceneReports ?? null
  }, [client, id])
  return useReread(read, mark)
}
