import { useTranslation } from '@/i18n'
import { LanguageSwitch } from '@/ui/LanguageSwitch'

/** Says how a display is enrolled, since nothing may be shown on this one, any more or yet. */
export function NotEnrolled({ revoked }: { revoked: boolean }) {
  const { t } = useTranslation()
  return (
    <main className="not-enrolled">
      <h1>{t(revoked ? 'wall.notEnrolled.revoked' : 'wall.notEnrolled.title')}</h1>
      {revoked && <p>{t('wall.notEnrolled.revokedExplained')}</p>}
      <ol>
        <li>{t('wall.notEnrolled.ask')}</li>
        <li>{t('wall.notEnrolled.open')}</li>
        <li>
          {t('wall.notEnrolled.orType')} <a href="/enrol">{t('wall.notEnrolled.link')}</a>
        </li>
      </ol>
      <LanguageSwitch />
    </main>
  )
}
