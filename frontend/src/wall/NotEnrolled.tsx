import { useTranslation } from '@/i18n'
import { LanguageSwitch } from '@/ui/LanguageSwitch'

/** Says how a display is enrolled, since nothing may be shown on this one. */
export function NotEnrolled() {
  const { t } = useTranslation()
  return (
    <main className="not-enrolled">
      <h1>{t('wall.notEnrolled.title')}</h1>
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
