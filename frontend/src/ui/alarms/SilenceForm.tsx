import { type FormEvent, useState } from 'react'
import { useTranslation } from '@/i18n'
import { SilenceAlarmsDocument } from './documents'
import { useNote } from './useNote'

const choices = [5, 10, 15, 30, 60] as const

/** Silences all alarms for a time; a reason has to be given. */
export function SilenceForm() {
  const { t } = useTranslation()
  const { note, busy, failure } = useNote()
  const [minutes, setMinutes] = useState<number>(15)
  const [reason, setReason] = useState('')
  const [lacking, setLacking] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setLacking(reason.trim() === '')
    if (reason.trim() !== '')
      void note(SilenceAlarmsDocument, { minutes, reason: reason.trim() }).then(
        (done) => done && setReason(''),
      )
  }
  return (
    <form className="alarms-silencing" onSubmit={submit}>
      <label>
        {t('alarm.silenceFor')}
        <select value={minutes} onChange={(e) => setMinutes(Number(e.target.value))}>
          {choices.map((n) => (
            <option key={n} value={n}>
              {t('alarm.minutes', { n })}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('alarm.reason')}
        <input
          value={reason}
          maxLength={200}
          onChange={(e) => {
            setReason(e.target.value)
            setLacking(false)
          }}
          aria-invalid={lacking}
        />
      </label>
      <button type="submit" disabled={busy}>
        {t('alarm.silence')}
      </button>
      {(lacking || failure) && (
        <p className="failure" role="alert">
          {lacking ? t('alarm.reasonNeeded') : failure}
        </p>
      )}
      <small>{t('alarm.silenceHint')}</small>
    </form>
  )
}
