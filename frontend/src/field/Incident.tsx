import { Link } from '@tanstack/react-router'
import { useNamed, useTranslation } from '@/i18n'
import { stateAt } from '@/live/deadlines'
import { dateAndMinute, minuteOfDay, stopwatch } from '@/ui/format'
import type { FieldIncident } from './documents'
import { usePhoneNow } from './phoneNow'

const figures = ['deaths', 'seriouslyInjured', 'injured', 'trapped', 'missing', 'atRisk'] as const

interface Props {
  incident: FieldIncident | null
  all: readonly FieldIncident[] | null
  readAt: number | null
  live: boolean
  choose(id: string): void
}

/** The incident at a glance: how grave, what is due, who is hurt, where. */
export function IncidentScreen({ incident, all, readAt, live, choose }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const now = usePhoneNow()
  if (!incident) {
    if (readAt === null) return <p className="field-empty">{t('field.reading')}</p>
    const none = live ? t('field.noIncident') : t('field.noIncidentThen', { at: minuteOfDay(readAt) })
    return (
      <>
        <h1 className="sr-only">{t('field.nav.incident')}</h1>
        <p className="field-empty">{none}</p>
      </>
    )
  }
  const due = (incident.deadlines ?? [])
    .filter((d) => !d.metAt && !d.voidAt)
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
  const counted = (incident.counts ?? [])
    .map((c) => c.asOf)
    .toSorted()
    .at(-1)
  const place = [
    incident.area && named(incident.area),
    incident.station && named(incident.station),
    incident.address,
  ]
  return (
    <>
      {(all?.length ?? 0) > 1 && (
        <label className="field-label">
          {t('field.which')}
          <select value={incident.id} onChange={(e) => choose(e.target.value)}>
            {all?.map((i) => (
              <option key={i.id} value={i.id}>
                {[i.exercise && t('field.exercise'), i.number, i.title].filter(Boolean).join(' ')}
              </option>
            ))}
          </select>
        </label>
      )}
      <header className={`field-incident grade-${incident.grade}`}>
        {incident.exercise && <p className="field-exercise">{t('field.exercise')}</p>}
        <h1>{incident.title}</h1>
        <p className="field-grade">
          <b>{t(`incident.grade.${incident.grade}`)}</b>
          <span>{incident.level ? t(`incident.level.${incident.level}`) : t('incident.levelNone')}</span>
          <span>{t(`incident.stage.${incident.stage}`)}</span>
        </p>
        {incident.inSupport && <p className="field-support">{t('field.inSupport')}</p>}
        <p>{incident.number}</p>
        <p>{place.filter(Boolean).join(' · ') || t('field.unknown')}</p>
        <p>
          {t('field.happened')}{' '}
          {incident.occurredAt ? dateAndMinute(incident.occurredAt) : t('field.unknown')}
        </p>
      </header>
      <Link className="field-button main" to="/field/{-$section}" params={{ section: 'call' }}>
        {t('field.callDesk')}
      </Link>
      <section className="field-card">
        <h2>{t('field.casualties')}</h2>
        <p className="field-soft">
          {counted ? t('field.countedAt', { at: dateAndMinute(counted) }) : t('field.notCounted')}
        </p>
        <dl className="field-figures">
          {figures.map((f) => (
            <div key={f}>
              <dt>{t(`incident.figure.${f}`)}</dt>
              <dd className={typeof incident[f] === 'number' ? undefined : 'unknown'}>
                {incident[f] ?? t('field.unknown')}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="field-card">
        <h2>{t('field.clocks')}</h2>
        {!live && <p className="field-soft">{t('field.clocksThen')}</p>}
        {due.length === 0 && <p>{live ? t('field.noClocks') : t('field.noHub')}</p>}
        <ul className="field-clocks">
          {due.map((d) => {
            const state = stateAt(d, now)
            const left = Date.parse(d.dueAt) - now
            return (
              <li
                key={d.id}
                className={state === 'LATE' ? 'late' : state === 'DUE_SOON' ? 'soon' : undefined}
              >
                <span>
                  {t(`incident.duty.${d.duty}`)} → {t(`incident.party.${d.to}`)}
                </span>
                <b>{t(left < 0 ? 'incident.over' : 'incident.left', { time: stopwatch(Math.abs(left)) })}</b>
              </li>
            )
          })}
        </ul>
      </section>
    </>
  )
}
