import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { IncidentLogQuery } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import type { deed } from '@/i18n/deed.zh'
import { textAt } from '@/i18n/textAt'
import { byTheHub, incidentUpdates, markOf } from '@/live/incidents'
import { useReread } from '@/live/reread'
import { useStream } from '@/live/stream'
import { dateTime, shortDateTime } from '@/ui/format'
import { factsOf } from '../deed'
import { incidentParticulars } from '../incidentParticulars'
import { Card } from './Card'
import type { Incident } from './incident'
import { useKinds } from './useKinds'

const IncidentLogDocument = graphql(`
  query IncidentLog($id: ID!, $after: Cursor) {
    incident(id: $id) {
      id
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

type Entry = NonNullable<NonNullable<IncidentLogQuery['incident']>['log']>['entries'][number]

/** An entry made later than this after the fact tells when it was made. */
const LATER_MS = 60_000

/** All that happened to the incident, newest first. */
export function Log({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const client = useClient()
  const { id } = incident
  const mark = markOf(useStream(incidentUpdates).value, id)
  const actions = t('deed.action', { returnObjects: true }) as typeof deed.action
  const kinds = useKinds()
  const kindOf = (code: string) => kinds.find((k) => k.value === code)?.label ?? code
  const toldOf = ({ action, before, after }: Entry) =>
    incidentParticulars(t, { action, before: factsOf(before), after: factsOf(after) }, kindOf).join(' · ')
  const read = useCallback(async () => {
    const entries: Entry[] = []
    let after: string | null = null
    for (;;) {
      const { data }: { data?: IncidentLogQuery } = await client
        .query(IncidentLogDocument, { id, after }, { requestPolicy: 'network-only' })
        .toPromise()
      if (!data?.incident?.log) return null
      entries.push(...data.incident.log.entries)
      if (!data.incident.log.hasMore) return entries.reverse()
      after = data.incident.log.endCursor ?? null
    }
  }, [client, id])
  const entries = useReread(read, mark) ?? []
  return (
    <Card title={t('incident.log')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <ol className="incident-log" tabIndex={0}>
        {entries.map((e) => (
          <li key={e.sequence}>
            <span className="console-time">{dateTime(e.happenedAt)}</span>{' '}
            <b title={e.action}>{textAt(actions, e.action) ?? e.action}</b> {toldOf(e)}{' '}
            <span className="console-soft">{byTheHub(e.action) ? t('incident.theHub') : e.actorName}</span>
            {Date.parse(e.recordedAt) - Date.parse(e.happenedAt) > LATER_MS && (
              <small className="console-soft">
                {' '}
                {t('incident.logRecorded', { at: shortDateTime(e.recordedAt) })}
              </small>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
