import { useEffect, useState } from 'react'
import { useTranslation } from '@/i18n'
import { dateTime, stopwatch } from '@/ui/format'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { useTheme } from './theme'

/** In place of the wall while the hub has never answered: since when, by the display's own clock. */
export function Waiting() {
  const { t } = useTranslation()
  useTheme(null)
  const [since] = useState(Date.now)
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <main className="wall-waiting" role="status">
      <h1>{t('wall.reachingHub')}</h1>
      <p>{t('wall.waitingSince', { since: stopwatch(now - since), at: dateTime(since) })}</p>
      <p className="own-clock">
        <b>{dateTime(now)}</b> <small>{t('wall.ownClock')}</small>
      </p>
      <p>{t('wall.nothingShown')}</p>
      <LanguageSwitch />
    </main>
  )
}
