import type { ComponentProps } from 'react'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { headsInside, type IncidentParts, useIncidentPage } from '@/live/incidentPage'
import { incidentUpdates, type OpenIncident, waitingFromScene } from '@/live/incidents'
import { useStream } from '@/live/stream'
import { shortDateTime, stopwatch } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import { Casualties, counts } from './Casualties'
import { ExerciseMark, GradeMark } from './GradeMark'
import { GroupTable } from './GroupTable'
import { LevelMark, usePlace } from './IncidentsTile'
import { Doubt } from './Knowledge'
import { LateTasks } from './LateTasks'
import { LogList } from './LogList'
import { pointOf, StationMap } from './StationMap'
import { Tile } from './Tile'

type Props = Omit<ComponentProps<typeof StationMap>, 'leading'> & {
  incident: OpenIncident
  /** The instant for which the list of incidents is known to be so, ms since 1970. */
  asOf: number | null
}

/** The page of the largest incident, in the centre of the wall. */
export function IncidentPage({ incident, asOf, ...map }: Props) {
  const { t } = useTranslation()
  const ago = useAgo()
  const now = useNow()
  const place = usePlace()
  const stream = useStream(incidentUpdates)
  const { value: page, readAt, whole } = useIncidentPage(incident.id)
  const happened = incident.occurredAt
    ? t('wallIncident.page.occurred', { at: shortDateTime(incident.occurredAt) })
    : t('wallIncident.page.heard', { at: shortDateTime(incident.heardAt) })
  const parts = page?.parts
  return (
    <Tile
      area="page"
      title={incident.number}
      needs="incident:read"
      stream={stream}
      promiseMs={null}
      newest={null}
      age={
        page
          ? t('wallIncident.page.changed', { ago: ago(page.log[0]?.recordedAt, now.server) })
          : t('wallIncident.page.reading')
      }
    >
      <Doubt asOf={page && !whole ? readAt : asOf} />
      <header className="page-title">
        <GradeMark grade={incident.grade} />
        {incident.exercise && <ExerciseMark />}
        <strong>{incident.title}</strong>
        <p>
          <span className="where">{place(incident)}</span>
          {waitingFromScene(incident) > 0 && (
            <b className="scene-waits">
              {t('wallIncident.page.sceneReportsWait', { n: waitingFromScene(incident) })}
            </b>
          )}
          <span>{happened}</span>
        </p>
      </header>
      <div className="page-figures">
        <Casualties of={incident} kinds={counts} />
        <div className="page-response">
          <LevelMark of={incident} />
          {parts && <BelowPlan incident={incident} parts={parts} />}
          {parts?.startedBy && incident.startedAt && (
            <span>
              {t('wallIncident.page.startedBy', {
                post: t(`wallIncident.page.post.${parts.startedBy}`),
                since: stopwatch((now.server ?? 0) - Date.parse(incident.startedAt)),
              })}
            </span>
          )}
          {incident.inSupport ? (
            <span className="in-support">{t('wallIncident.page.inSupport')}</span>
          ) : (
            parts && (
              <span>
                {t('wallIncident.page.commander', {
                  name: parts.commandPostLead || t('wallIncident.page.toBeNamed'),
                })}
              </span>
            )
          )}
          {parts && <Heads of={parts.entries} />}
        </div>
      </div>
      {parts && <LateTasks parts={parts} />}
      <div className="page-scene">
        <div className="page-map">
          <StationMap {...map} leading={incident.id} />
          {!pointOf(incident) && <p className="no-point">{t('wallIncident.page.noPoint')}</p>}
        </div>
        <LogList log={page?.log ?? []} />
      </div>
      {parts && <GroupTable parts={parts} />}
    </Tile>
  )
}

/** That what runs is below what the plan asks, or that nothing runs yet. */
function BelowPlan({ incident, parts }: { incident: OpenIncident; parts: IncidentParts }) {
  const { t } = useTranslation()
  const none = !incident.level && incident.stage === 'REPORTED'
  if (!parts.belowPlanSince && !none) return null
  return (
    <b className="below-plan">
      ■{' '}
      {t(none ? 'wallIncident.page.planAsks' : 'wallIncident.page.belowPlan', {
        level: t(`wallIncident.levelShort.${parts.proposedLevel}`),
      })}
    </b>
  )
}

/** How many are inside the cordon, and how many of them should be out by now. */
function Heads({ of }: { of: IncidentParts['entries'] }) {
  const { t } = useTranslation()
  const { inside, overdue } = headsInside(of, useNow().server)
  if (of.length === 0) return null
  return (
    <span className="heads-inside" data-inside={inside} data-overdue={overdue}>
      {t('wallIncident.page.inside', { n: inside })}
      {overdue > 0 && <b>■ {t('wallIncident.page.overdue', { n: overdue })}</b>}
    </span>
  )
}
