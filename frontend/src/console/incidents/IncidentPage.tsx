import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { TFunction } from 'i18next'
import type { ComponentType } from 'react'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { Corrective } from './aftermath/Corrective'
import { Ledger } from './aftermath/Ledger'
import { OriginCard } from './aftermath/OriginCard'
import { Roster } from './aftermath/Roster'
import { BelowPlan } from './BelowPlan'
import { Casualties } from './Casualties'
import { Clocks } from './Clocks'
import { Facts } from './Facts'
import { GradeCard } from './GradeCard'
import { Groups } from './Groups'
import { type Incident, useIncident } from './incident'
import { Log } from './Log'
import { GradeMark, LevelMark } from './marks'
import { Notices } from './notices/Notices'
import { Photos } from './photos/Photos'
import { Reports } from './Reports'
import { ResponseCard } from './ResponseCard'
import { StageActs } from './StageActs'
import { Cordon, CordonAlarm } from './scene/Cordon'
import { Releases } from './scene/Releases'
import { Samples } from './scene/Samples'
import { type Scene, useScene } from './scene/scene'
import { SceneReports } from './scenereports/SceneReports'
import { Tasks } from './tasks/Tasks'

interface Part {
  id: string
  title(t: TFunction): string
  Face: ComponentType<{ incident: Incident; scene: Scene | null }>
}

/** The cards of the page: on the left what is owed and done, on the right what is decided, told and recorded. */
const columns: readonly (readonly Part[])[] = [
  [
    { id: 'clocks', title: (t) => t('incident.clocks'), Face: Clocks },
    { id: 'scene-reports', title: (t) => t('sceneReport.title'), Face: SceneReports },
    { id: 'cordon', title: (t) => t('scene.cordon'), Face: Cordon },
    { id: 'casualties', title: (t) => t('incident.casualties'), Face: Casualties },
    { id: 'roster', title: (t) => t('aftermath.roster.title'), Face: Roster },
    { id: 'tasks', title: (t) => t('incident.tasks'), Face: Tasks },
    { id: 'photos', title: (t) => t('photo.title'), Face: Photos },
    { id: 'samples', title: (t) => t('scene.samples'), Face: Samples },
    { id: 'corrective', title: (t) => t('aftermath.corrective.title'), Face: Corrective },
    { id: 'ledger', title: (t) => t('aftermath.ledger.title'), Face: Ledger },
  ],
  [
    { id: 'grade', title: (t) => t('incident.gradeLabel'), Face: GradeCard },
    { id: 'response', title: (t) => t('incident.levelLabel'), Face: ResponseCard },
    { id: 'reports', title: (t) => t('incident.reports'), Face: Reports },
    { id: 'notices', title: (t) => t('notice.title'), Face: Notices },
    { id: 'releases', title: (t) => t('scene.releases'), Face: Releases },
    { id: 'facts', title: (t) => t('incident.facts'), Face: FactsAndOrigin },
    { id: 'groups', title: (t) => t('incident.groups'), Face: Groups },
    { id: 'log', title: (t) => t('incident.log'), Face: Log },
  ],
]

function FactsAndOrigin({ incident }: { incident: Incident }) {
  return (
    <>
      <Facts incident={incident} />
      <OriginCard id={incident.id} />
    </>
  )
}

/** One incident, whole and live: what it is, what is owed, what is done. */
export function IncidentPage({ id }: { id: string }) {
  const { t } = useTranslation()
  const incident = useIncident(id)
  const scene = useScene(id)
  if (incident === null) return <p>{t('incident.loading')}</p>
  if (incident === false) return <p>{t('incident.gone')}</p>
  return (
    <>
      <div className="incident-head">
        <Link to="/console/{-$section}/{-$item}" params={{ section: 'incidents' }}>
          ← {t('incident.back')}
        </Link>
        <span>{incident.number}</span>
        <h2>{incident.title}</h2>
        <GradeMark grade={incident.grade} />
        <LevelMark level={incident.level} />
        <Tag>{t(`incident.stage.${incident.stage}`)}</Tag>
        {incident.exercise && <Tag color="purple">{t('incident.exercise')}</Tag>}
        {incident.verifiedAt && (
          <Tag color="green">{t('incident.verified', { at: dateAndMinute(incident.verifiedAt) })}</Tag>
        )}
        <StageActs incident={incident} scene={scene} />
        <Link to="/console/stories/$incident" params={{ incident: id }} target="_blank">
          {t('aftermath.story.open')}
        </Link>
      </div>
      <CordonAlarm scene={scene} />
      <BelowPlan incident={incident} />
      {incident.inSupport && <p className="incident-support">■ {t('incident.inSupport')}</p>}
      {incident.endedAt && (
        <p className="console-note">
          {t('incident.closedWhy', {
            at: dateAndMinute(incident.endedAt),
            reason: incident.endedReason || '—',
          })}
        </p>
      )}
      <nav className="incident-parts" aria-label={t('incident.parts')}>
        {columns.flat().map(({ id, title }) => (
          <a key={id} href={`#${id}`}>
            {title(t)}
          </a>
        ))}
      </nav>
      <div className="incident-columns">
        {columns.map((column) => (
          <div key={column[0]?.id}>
            {column.map(({ id, Face }) => (
              <div key={id} id={id} className="incident-part">
                <Face incident={incident} scene={scene} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  )
}
