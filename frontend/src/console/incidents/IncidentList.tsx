import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { graphql } from '@/gql/generated'
import type { EndedIncidentsQuery, Grade } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { type Duty, stateAt, useDeadlines } from '@/live/deadlines'
import { type OpenIncident, useIncidents, waitingFromScene } from '@/live/incidents'
import { dateAndMinute } from '@/ui/format'
import { OnDutyLine } from '@/ui/OnDutyLine'
import { byText, type Column, type Filter, isIn } from '../list/filter'
import { List } from '../list/List'
import { useListState } from '../list/useListQuery'
import { useWhole } from '../list/useWhole'
import { useMay } from '../rights'
import { useAsked } from '../useAsked'
import { FirstReport } from './FirstReport'
import { GradeMark, LevelMark } from './marks'
import { useKinds } from './useKinds'
import './scenereports/sceneReports.css'

const EndedDocument = graphql(`
  query EndedIncidents($after: Cursor) {
    incidents(open: false, first: 100, after: $after) {
      edges {
        node {
          id
          number
          title
          exercise
          grade
          level
          stage
          occurredAt
          heardAt
          endedAt
          station {
            code
            name
            nameEn
          }
          area {
            code
            name
            nameEn
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)
const endedOf = (data: EndedIncidentsQuery) => data.incidents

type Ended = NonNullable<EndedIncidentsQuery['incidents']>['edges'][number]['node']
/** One under way, which is live, or one that has ended. */
type Row = (OpenIncident & { endedAt?: undefined }) | Ended

const stages = ['REPORTED', 'RESPONDING', 'TERMINATED', 'AFTERMATH', 'CLOSED', 'REJECTED'] as const
const grades: readonly Grade[] = [
  'BELOW_GENERAL',
  'UNDETERMINED',
  'GENERAL',
  'LARGER',
  'MAJOR',
  'EXTRAORDINARY',
]
const shows = ['open', 'ended', 'all'] as const

/** The incidents under way with what is late, and those that have ended. */
export function IncidentList() {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const open = useIncidents()
  const ended = useWhole(EndedDocument, endedOf)
  const duties = useDeadlines()
  const [entering, setEntering] = useAsked('report')
  useKinds() // read before the form is opened: who types on at once finds them there
  const filters: Filter<Row>[] = [
    {
      name: 'search',
      label: t('incident.find'),
      kind: 'text',
      holds: (i, wanted) => isIn([i.number, i.title], wanted),
    },
    {
      name: 'show',
      label: t('incident.show.label'),
      kind: 'choice',
      sideBySide: true,
      fallback: 'open',
      options: shows.map((value) => ({ value, label: t(`incident.show.${value}`) })),
      holds: (i, [show]) => show === 'all' || (show === 'ended') === Boolean(i.endedAt),
    },
    {
      name: 'state',
      label: t('incident.stageLabel'),
      kind: 'multiple',
      options: stages.map((value) => ({ value, label: t(`incident.stage.${value}`) })),
      holds: (i, wanted) => wanted.includes(i.stage),
    },
  ]
  // What has ended is waited for only where it is asked for: the open ones come first.
  const [show] = useListState(filters).values.show ?? []
  const rows = open && (show === 'open' || ended.rows) ? [...open, ...(ended.rows ?? []).toReversed()] : null
  const columns: Column<Row>[] = [
    {
      key: 'title',
      title: t('incident.title'),
      always: true,
      exported: ['incident', 'title', 'area', 'stationCode', 'exercise'],
      compare: byText((i) => i.number),
      render: (i) => (
        <>
          <Link to="/console/{-$section}/{-$item}" params={{ section: 'incidents', item: i.id }}>
            <b>{i.title}</b>
          </Link>{' '}
          {i.exercise && <Tag color="purple">{t('incident.exercise')}</Tag>}
          {isOpen(i) && waitingFromScene(i) > 0 && (
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
    {
      key: 'grade',
      title: t('incident.gradeLabel'),
      exported: ['grade'],
      compare: (a, b) => grades.indexOf(a.grade) - grades.indexOf(b.grade),
      render: (i) => <GradeMark grade={i.grade} />,
    },
    {
      key: 'level',
      title: t('incident.levelLabel'),
      exported: ['level'],
      compare: byText((i) => i.level),
      render: (i) => <LevelMark level={i.level} />,
    },
    {
      key: 'stage',
      title: t('incident.stageLabel'),
      exported: ['stage'],
      compare: (a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage),
      render: (i) => t(`incident.stage.${i.stage}`),
    },
    {
      key: 'occurredAt',
      title: t('incident.occurredAt'),
      className: 'console-time',
      exported: ['occurredAt', 'heardAt'],
      compare: byText((i) => i.occurredAt ?? i.heardAt),
      render: (i) => (i.occurredAt ? dateAndMinute(i.occurredAt) : t('incident.unknownOpen')),
    },
    {
      key: 'clocks',
      title: t('incident.clocks'),
      exported: ['endedAt'],
      render: (i) =>
        isOpen(i) ? (
          <Owed duties={duties.filter((d) => d.incident.id === i.id)} />
        ) : (
          t('incident.endedAt', { at: i.endedAt ? dateAndMinute(i.endedAt) : '' })
        ),
    },
  ]
  return (
    <>
      <div className="console-bar">
        {may('incident:write') && (
          <Button type="primary" size="large" autoFocus onClick={() => setEntering(true)}>
            {t('incident.firstReport')}
          </Button>
        )}
        {may('duty:read') && <OnDutyLine />}
      </div>
      <List
        name="incidents"
        title={t('console.section.incidents')}
        filters={filters}
        columns={columns}
        rows={rows}
        failed={ended.failed && show !== 'open'}
        rowKey={(i) => i.id}
        none={t('incident.none')}
        exported="incidents"
        onRefresh={ended.again}
      />
      {entering && <FirstReport onClose={() => setEntering(false)} />}
    </>
  )
}

const isOpen = (i: Row): i is OpenIncident & { endedAt?: undefined } => !i.endedAt

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
