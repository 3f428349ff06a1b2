import { useTranslation } from '@/i18n'
import {
  ALARMS_STALE_MS,
  type Alarm,
  type AlarmState,
  alarms,
  silenceAt,
  unacknowledged,
} from '@/live/alarms'
import { useNow } from '@/live/clock'
import { useStream } from '@/live/stream'
import { SilenceWords } from '@/ui/alarms/SilenceWords'
import { useAlarmWords } from '@/ui/alarms/words'
import { stopwatch } from '@/ui/format'

const kinds = [
  'OVERDUE_INSIDE',
  'LATE_CLOCK',
  'RESPONSE_BELOW_PLAN',
  'UNREACHED',
  'INCIDENT',
  'STATION',
] as const

/** Before this nobody could have said anything yet. */
const PATIENCE_MS = 10_000

/**
 * What is first on the wall, over every page: what nobody took note of, by kind with
 * the worst of it by name; whether it rings, who silenced it and why. When it is not
 * known, it is said so, and what was last known stands beside.
 */
export function AlarmBand() {
  const { t } = useTranslation()
  const now = useNow()
  const { value, lastItemAt, refusal } = useStream(alarms)
  const quiet = now.monotonic - (lastItemAt ?? 0)
  if (!value && quiet < PATIENCE_MS) return null
  const known = value && quiet <= ALARMS_STALE_MS && !refusal
  if (!known) return <NotKnown last={refusal ? null : value} quiet={quiet} />
  const waiting = unacknowledged(value)
  const silence = silenceAt(value, now.server)
  const noted = value.alarms.length - waiting.length
  if (value.alarms.length === 0 && !silence) return null
  return (
    <section className={`alarm-band ${waiting.length > 0 ? 'open' : 'noted'}`} aria-label={t('alarm.title')}>
      <Kinds of={waiting} at={now.server ?? 0} />
      {(noted > 0 || value.more > 0) && (
        <p className="noted-count">
          {noted > 0 && <span>□ {t('alarm.acknowledgedCount', { n: noted })}</span>}
          {value.more > 0 && <span>{t('alarm.more', { n: value.more })}</span>}
        </p>
      )}
      {silence && (
        <p className="silence">
          <SilenceWords of={silence} />
        </p>
      )}
    </section>
  )
}

interface NotKnownProps {
  /** What alarmed when it was last known; null where nobody may see it any more. */
  last: AlarmState | null
  /** ms since then. */
  quiet: number
}

/** Nobody knows whether anything alarms; what did alarm stands still beside it. */
function NotKnown({ last, quiet }: NotKnownProps) {
  const { t } = useTranslation()
  const waiting = last ? unacknowledged(last) : []
  return (
    <section className="alarm-band unknown" aria-label={t('alarm.title')}>
      <p className="not-known" role="alert">
        ▲ {last ? t('alarm.notKnownSince', { since: stopwatch(quiet) }) : t('alarm.notKnown')}
      </p>
      {last && waiting.length > 0 && (
        <>
          <p className="not-known">{t('alarm.lastKnown')}</p>
          <Kinds of={waiting} at={Date.parse(last.serverTime)} />
        </>
      )}
    </section>
  )
}

/** Each kind of alarm that there is, as it was at an instant, ms since 1970 at the server. */
function Kinds({ of, at }: { of: readonly Alarm[]; at: number }) {
  return kinds.map((kind) => {
    const some = of.filter((a) => a.kind === kind)
    return some[0] && <Kind key={kind} worst={some[0]} n={some.length} at={at} />
  })
}

/** How many of one kind, and the worst of them. */
function Kind({ worst, n, at }: { worst: Alarm; n: number; at: number }) {
  const { t } = useTranslation()
  const { brief } = useAlarmWords()(worst)
  const since = stopwatch(at - Date.parse(worst.since))
  return (
    <div className={`kind ${worst.kind}`}>
      <strong>■ {t(`alarm.counted.${worst.kind}`, { n })}</strong>
      <p>
        {worst.exercise && <span className="exercise-mark">{t('alarm.exercise')}</span>}
        <b>{brief}</b>
        <time>{t(worst.deadline || worst.entry ? 'alarm.lateFor' : 'alarm.standsFor', { since })}</time>
      </p>
    </div>
  )
}
