import './alarms.css'
import { useTranslation } from '@/i18n'
import { ALARMS_STALE_MS, type Alarm, alarms, silenceAt, unacknowledged } from '@/live/alarms'
import { useNow } from '@/live/clock'
import { useStream } from '@/live/stream'
import { shortDateTime, stopwatch } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import { AcknowledgeAlarmsDocument, EndSilenceDocument } from './documents'
import { SilenceForm } from './SilenceForm'
import { SilenceWords } from './SilenceWords'
import { useNote } from './useNote'
import { useAlarmWords } from './words'

/** What alarms, and what its reader may do about it. For every face. */
export function AlarmList({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation()
  const ago = useAgo()
  const now = useNow()
  const stream = useStream(alarms)
  const { note, busy, failure } = useNote()
  const state = stream.value
  const quiet = now.monotonic - (stream.lastItemAt ?? 0)
  const silence = silenceAt(state, now.server)
  const open = unacknowledged(state)
  const may = scopes.includes('alarm:write')
  const maySilence = scopes.includes('alarm:silence')
  const acknowledge = (some: readonly Alarm[]) =>
    void note(AcknowledgeAlarmsDocument, { keys: some.map((a) => a.key) })

  if (!state || quiet > ALARMS_STALE_MS || stream.refusal)
    return (
      <p className="alarms-unknown" role="alert">
        ▲ {state ? t('alarm.notKnownSince', { since: stopwatch(quiet) }) : t('alarm.notKnown')}
      </p>
    )
  return (
    <div className="alarms">
      {failure && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      {silence && (
        <p className="alarms-silence">
          <SilenceWords of={silence} />
          {maySilence && (
            <button type="button" disabled={busy} onClick={() => void note(EndSilenceDocument, {})}>
              {t('alarm.endSilence')}
            </button>
          )}
        </p>
      )}
      {state.alarms.length === 0 && (
        <p className="calm">● {t('alarm.noneAsOf', { ago: ago(state.serverTime, now.server) })}</p>
      )}
      {may && open.length > 0 && (
        <p className="alarms-all">
          <button type="button" disabled={busy} onClick={() => acknowledge(open)}>
            {t('alarm.acknowledgeAll')}
          </button>
          <small>{t('alarm.acknowledgeHint')}</small>
        </p>
      )}
      <ol>
        {state.alarms.map((alarm) => (
          <AlarmRow
            key={alarm.key}
            alarm={alarm}
            may={may && !busy}
            acknowledge={() => acknowledge([alarm])}
          />
        ))}
      </ol>
      {state.more > 0 && <p className="more">{t('alarm.more', { n: state.more })}</p>}
      {maySilence && !silence && <SilenceForm />}
    </div>
  )
}

function AlarmRow({ alarm, may, acknowledge }: { alarm: Alarm; may: boolean; acknowledge(): void }) {
  const { t } = useTranslation()
  const now = useNow()
  const words = useAlarmWords()(alarm)
  const done = alarm.acknowledgement
  const since = stopwatch((now.server ?? 0) - Date.parse(alarm.since))
  return (
    <li className={done ? 'acknowledged' : 'open'}>
      <h3>
        <i aria-hidden="true">{done ? '□' : '■'}</i> {t(`alarm.kind.${alarm.kind}`)}
        {alarm.exercise && <span className="exercise-mark">{t('alarm.exercise')}</span>}
        <time>{t(alarm.deadline || alarm.entry ? 'alarm.lateFor' : 'alarm.standsFor', { since })}</time>
      </h3>
      <p>
        <b>{words.what}</b> <span>{words.where}</span>
        {alarm.times > 1 && <small> {t('alarm.times', { n: alarm.times })}</small>}
        {alarm.article && <small> {alarm.article}</small>}
      </p>
      {done ? (
        <p className="who">{t('alarm.acknowledged', { by: done.by, at: shortDateTime(done.at) })}</p>
      ) : (
        may && (
          <button type="button" onClick={acknowledge}>
            {t('alarm.acknowledge')}
          </button>
        )
      )}
    </li>
  )
}
