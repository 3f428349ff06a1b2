import { useEffect } from 'react'
import { useTranslation } from './i18n'
import { CardPage } from './ui/CardPage'

const AGAIN_MS = 10_000

/** A face that broke comes back by itself, since nobody touches a wall; only once the hub answers. */
export function RouteFailure() {
  const { t } = useTranslation()
  useEffect(() => {
    const timer = setInterval(async () => {
      const response = await fetch('/', { cache: 'no-store' }).catch(() => null)
      if (response?.ok) location.reload()
    }, AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <CardPage title={t('home.broken')}>
      <p className="failure">{t('home.brokenExplained')}</p>
    </CardPage>
  )
}
