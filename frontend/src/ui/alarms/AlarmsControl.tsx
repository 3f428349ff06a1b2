import './alarms.css'
import { Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from '@/i18n'
import { ALARMS_STALE_MS, alarms, silenceAt, unacknowledged } from '@/live/alarms'
import { useNow } from '@/live/clock'
import { useStream } from '@/live/stream'
import { count } from '@/ui/format'
import { AlarmList } from './AlarmList'

/** In the header of a desk: how many alarm that nobody took note of, and the list behind it. */
export function AlarmsControl({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation()
  const now = useNow()
  const { value, lastItemAt } = useStream(alarms)
  const [open, setOpen] = useState(false)
  const known = value !== null && now.monotonic - (lastItemAt ?? 0) <= ALARMS_STALE_MS
  const waiting = unacknowledged(value).length
  const look = !known ? 'unknown' : waiting > 0 ? 'open' : 'calm'
  return (
    <>
      <button type="button" className={`alarms-control ${look}`} onClick={() => setOpen(true)}>
        <i aria-hidden="true">{{ unknown: '▲', open: '■', calm: '●' }[look]}</i> {t('alarm.title')}{' '}
        <b>{known ? count(waiting) : '?'}</b>
        {known && silenceAt(value, now.server) && <small> {t('alarm.sound.silenced')}</small>}
      </button>
      <Drawer title={t('alarm.title')} open={open} onClose={() => setOpen(false)} size={480} destroyOnHidden>
        <AlarmList scopes={scopes} />
      </Drawer>
    </>
  )
}
