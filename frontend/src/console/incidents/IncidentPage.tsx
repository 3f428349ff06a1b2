import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
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
import { useIncident } from './incident'
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
import { useScene } from './scene/scene'
import { SceneReports } from './scenereports/SceneReports'
import { Tasks } from './tasks/Tasks'

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
      <div className="incident-columns">
        <div>
          <Clocks incident={incident} />
          <SceneReports incident={incident} />
          <Cordon incident={incident} scene={scene} />
          <Casualties incident={incident} />
          <Roster incident={incident} />
          <Tasks incident={incident} />
          <Photos incident={incident} />
          <Samples incident={incident} scene={scene} />
          <Groups incident={incident} />
          <Notices incident={incident} />
          <Corrective incident={incident} />
          <Ledger incident={incident} />
        </div>
        <div>
          <GradeCard incident={incident} />
          <ResponseCard incident={incident} scene={scene} />
          <Releases incident={incident} scene={scene} />
          <Reports incident={incident} />
          <OriginCard id={id} />
          <Facts incident={incident} />
          <Log incident={incident} />
        </div>
      </div>
    </>
  )
}
