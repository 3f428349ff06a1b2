import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { type Duty, deadlineUpdates, stateAt, useDeadlines } from '@/live/deadlines'
import type { OpenIncident } from '@/live/incidents'
import { useStream } from '@/live/stream'
import { day, minuteOfDay, shortDateTime, stopwatch } from '@/ui/format'
import { Fitted } from './Fitted'
import { ExerciseMark } from './GradeMark'
import { Doubt, None, useKnownAge } from './Knowledge'
import { Tile } from './Tile'

/** The time of day alone where it is today's. */
const dueTime = (dueAt: string, server: number | null) =>
  server !== null && day(dueAt) === day(server) ? minuteOfDay(dueAt) : shortDateTime(dueAt)

/** What is left of a duty's time, or how late it is, by the server's clock. */
function Countdown({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  const { server } = useNow()
  if (server === null) return <time className="countdown">--:--</time>
  const left = Date.parse(duty.dueAt) - server
  return (
    <time className="countdown">
      {stateAt(duty, server) === 'LATE'
        ? t('wallIncident.clock.late', { since: stopwatch(-left) })
        : stopwatch(Math.ceil(left / 1_000) * 1_000)}
    </time>
  )
}

interface Props {
  incidents: readonly OpenIncident[] | null
  /** The instant for which the duties are known to be so, ms since 1970. */
  asOf: number | null
}

/** Every open duty under a time limit, the one due first on top. */
export function ClocksTile({ incidents, asOf }: Props) {
  const { t } = useTranslation()
  const { server } = useNow()
  const stream = useStream(deadlineUpdates)
  const duties = useDeadlines()
  const exercise = new Set(incidents?.filter((i) => i.exercise).map((i) => i.id))
  const rows = duties.map((duty) => {
    const state = stateAt(duty, server)
    return {
      key: duty.id,
      className: state,
      row: (
        <>
          <h3>
            <span className="where">{t(`wallIncident.duty.${duty.duty}`)}</span>
            <Countdown duty={duty} />
          </h3>
          <p>
            {exercise.has(duty.incident.id) && <ExerciseMark />}
            {duty.ownTerm && <b className="own-term">{t('wallIncident.clock.ownTerm')}</b>}
            <b>{duty.incident.number}</b>
            <span className="where">
              {t('wallIncident.clock.to', { party: t(`wallIncident.party.${duty.to}`) })}
            </span>
            {duty.channel !== 'ANY' && <span>{t(`wallIncident.channel.${duty.channel}`)}</span>}
            {state === 'LATE' ? (
              <b className="send-now">{t('wallIncident.clock.sendNow')}</b>
            ) : (
              <span className="due">
                {t('wallIncident.clock.due', { time: dueTime(duty.dueAt, server) })}
              </span>
            )}
          </p>
        </>
      ),
    }
  })
  return (
    <Tile
      area="clocks"
      title={t('wallIncident.clocksTitle')}
      needs="incident:read"
      stream={stream}
      promiseMs={null}
      newest={null}
      age={useKnownAge(asOf)}
      unknown={rows.length === 0 ? t('wallIncident.notKnown.clocks') : undefined}
    >
      {rows.length === 0 ? (
        <None asOf={asOf} of="clocks" />
      ) : (
        <>
          <Doubt asOf={asOf} />
          <Fitted className="clocks" rowRem={4.25} rows={rows} />
        </>
      )}
    </Tile>
  )
}
