import { Link } from '@tanstack/react-router'
import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { type Duty, stateAt, useDeadlines } from '@/live/deadlines'
import { type OpenIncident, useIncidents, waitingFromScene } from '@/live/incidents'
import { ExportMenu } from '@/ui/ExportMenu'
import { dateAndMinute } from '@/ui/format'
import { OnDutyLine } from '@/ui/OnDutyLine'
import { useMay } from '../rights'
import { useAsked } from '../useAsked'
import { FirstReport } from './FirstReport'
import { GradeMark, LevelMark } from './marks'
import { useKinds } from './useKinds'
import './scenereports/sceneReports.css'

const EndedDocument = graphql(`
  query EndedIncidents($before: Cursor) {
    incidents(open: false, last: 20, before: $before) {
      edges {
        node {
          id
          number
          title
          exercise
          grade
          stage
          endedAt
        }
      }
      pageInfo {
        hasPreviousPage
        startCursor
      }
    }
  }
`)

/** The incidents under way with what is late, then those that have ended. */
export function IncidentList() {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const open = useIncidents()
  const duties = useDeadlines()
  const [entering, setEntering] = useAsked('report')
  useKinds() // read before the form is opened: who types on at once finds them there
  return (
    <>
      <div className="console-bar">
        {may('incident:write') && (
          <Button type="primary" size="large" autoFocus onClick={() => setEntering(true)}>
            {t('incident.firstReport')}
          </Button>
        )}
        {may('duty:read') && <OnDutyLine />}
        <ExportMenu table="incidents" />
      </div>
      <h2>{t('incident.open')}</h2>
      <Table
        rowKey="id"
        size="small"
        loading={open === null}
        dataSource={open ? [...open] : []}
        pagination={false}
        locale={{ emptyText: t('incident.none') }}
        columns={[
          {
            title: t('incident.title'),
            render: (_, i: OpenIncident) => (
              <>
                <Link to="/console/{-$section}/{-$item}" params={{ section: 'incidents', item: i.id }}>
                  <b>{i.title}</b>
                </Link>{' '}
                {i.exercise && <Tag color="purple">{t('incident.exercise')}</Tag>}
                {waitingFromScene(i) > 0 && (
                  <b className="incident-mark scene-report-waits">
                    {t('sceneReport.waits', { n: waitingFromScene(i) })}
                  </b>
                )}
                <br />
                <small className="console-soft">
                  {i.number} · {i.station ? named(i.station) : i.area && named(i.area)}
                </small>
              </>
            ),
          },
          { title: t('incident.gradeLabel'), render: (_, i) => <GradeMark grade={i.grade} /> },
          { title: t('incident.levelLabel'), render: (_, i) => <LevelMark level={i.level} /> },
          { title: t('incident.stageLabel'), render: (_, i) => t(`incident.stage.${i.stage}`) },
          {
            title: t('incident.occurredAt'),
            className: 'console-time',
            render: (_, i) => (i.occurredAt ? dateAndMinute(i.occurredAt) : t('incident.unknownOpen')),
          },
          {
            title: t('incident.clocks'),
            render: (_, i) => <Owed duties={duties.filter((d) => d.incident.id === i.id)} />,
          },
        ]}
      />
      <h2>{t('incident.ended')}</h2>
      <Ended />
      {entering && <FirstReport onClose={() => setEntering(false)} />}
    </>
  )
}

/** How many duties are late, and how many run. */
function Owed({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation()
  const now = useNow().server
  const late = duties.filter((d) => stateAt(d, now) === 'LATE').length
  if (duties.length === 0) return <span className="console-soft">{t('incident.clocksNone')}</span>
  return (
    <>
      {late > 0 && <b className="incident-mark clock-LATE">{t('incident.clocksLate', { n: late })}</b>}{' '}
      {duties.length > late && t('incident.clocksRunning', { n: duties.length - late })}
    </>
  )
}

function Ended() {
  const { t } = useTranslation()
  const [before, setBefore] = useState<string | null>(null)
  const [{ data }] = useQuery({ query: EndedDocument, variables: { before } })
  const page = data?.incidents
  return (
    <>
      <Table
        rowKey="id"
        size="small"
        showHeader={false}
        dataSource={(page?.edges ?? []).map((e) => e.node).reverse()}
        pagination={false}
        locale={{ emptyText: t('incident.noneEnded') }}
        columns={[
          {
            render: (_, i) => (
              <Link to="/console/{-$section}/{-$item}" params={{ section: 'incidents', item: i.id }}>
                {i.number} {i.title}
              </Link>
            ),
          },
          { render: (_, i) => <GradeMark grade={i.grade} /> },
          { render: (_, i) => t(`incident.stage.${i.stage}`) },
          { className: 'console-time', render: (_, i) => i.endedAt && dateAndMinute(i.endedAt) },
        ]}
      />
      <div className="console-bar">
        {before && <Button onClick={() => setBefore(null)}>{t('console.firstPage')}</Button>}
        {page?.pageInfo.hasPreviousPage && (
          <Button onClick={() => setBefore(page.pageInfo.startCursor ?? null)}>
            {t('console.nextPage')}
          </Button>
        )}
      </div>
    </>
  )
}
