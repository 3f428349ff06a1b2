import { useTranslation } from '@/i18n'
import { ALARMS_STALE_MS, type Alarm, alarms, silenceAt, unacknowledged } from '@/live/alarms'
import { useNow } from '@/live/clock'
import { useStream } from '@/live/stream'
import { SilenceWords } from '@/ui/alarms/SilenceWords'
import { useAlarmWords } from '@/ui/alarms/words'
import { stopwatch } from '@/ui/format'

const kinds = ['LATE_CLOCK', 'UNREACHED', 'INCIDENT', 'STATION'] as const

/** Before this nobody could have said anything yet. */
const PATIENCE_MS = 10_000

/**
 * What is first on the wall, over every page: what nobody took note of, by kind with
 * the worst of it by name; whether it rings, who silenced it and why. That it is not
 * known is said too.
 */
export function AlarmBand() {
  const { t } = useTranslation()
  const now = useNow()
  const { value, lastItemAt, refusal } = useStream(alarms)
  const quiet = now.monotonic - (lastItemAt ?? 0)
  if (!value && quiet < PATIENCE_MS) return null
  if (!value || quiet > ALARMS_STALE_MS || refusal)
    return (
      <p className="alarm-band unknown" role="alert">
        ▲ {value ? t('alarm.notKnownSince', { since: stopwatch(quiet) }) : t('alarm.notKnown')}
      </p>
    )
  const waiting = unacknowledged(value)
  const silence = silenceAt(value, now.server)
  const noted = value.alarms.length - waiting.length
  if (value.alarms.length === 0 && !silence) return null
  return (
    <section className={`alarm-band ${waiting.length > 0 ? 'open' : 'noted'}`} aria-label={t('alarm.title')}>
      {kinds.map((kind) => {
        const some = waiting.filter((a) => a.kind === kind)
        return some[0] && <Kind key={kind} worst={some[0]} n={some.length} />
      })}
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

/** How many of one kind, and the worst of them. */
function Kind({ worst, n }: { worst: Alarm; n: number }) {
  const { t } = useTranslation()
  const now = useNow()
  const { brief } = useAlarmWords()(worst)
  const since = stopwatch((now.server ?? 0) - Date.parse(worst.since))
  return (
    <div className={`kind ${worst.kind}`}>
      <strong>■ {t(`alarm.counted.${worst.kind}`, { n })}</strong>
      <p>
        {worst.exercise && <span className="exercise-mark">{t('alarm.exercise')}</span>}
        <b>{brief}</b>
        <time>{t(worst.deadline ? 'alarm.lateFor' : 'alarm.standsFor', { since })}</time>
      </p>
    </div>
  )
}
