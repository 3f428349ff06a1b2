import { useTranslation } from '@/i18n'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { useShownCode } from './useShownCode'

/** Shows the code by which this display is let in, since nothing may be shown on it, any more or yet. */
export function NotEnrolled({ revoked }: { revoked: boolean }) {
  const { t } = useTranslation()
  const code = useShownCode()
  return (
    <main className="not-enrolled">
      <h1>{t(revoked ? 'wall.notEnrolled.revoked' : 'wall.notEnrolled.title')}</h1>
      {revoked && <p>{t('wall.notEnrolled.revokedExplained')}</p>}
      <p>{t('wall.notEnrolled.typeAtDesk')}</p>
      <p className="shown-code">{code ?? '····-····'}</p>
      <p>{t(code ? 'wall.notEnrolled.codeExplained' : 'wall.notEnrolled.noCode')}</p>
      <p>
        {t('wall.notEnrolled.orLink')} <a href="/enrol">{t('wall.notEnrolled.link')}</a>
      </p>
      <LanguageSwitch />
    </main>
  )
}
