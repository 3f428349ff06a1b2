import { useTranslation } from '@/i18n'
import { useChosenTheme } from './deskTheme'

const signs = { auto: '◐', day: '☀', night: '☾' }

/** Names how the colours are chosen; a press goes on to the next. */
export function ThemeSwitch() {
  const { t } = useTranslation()
  const { theme, next } = useChosenTheme()
  return (
    <button
      type="button"
      className="quiet-button"
      aria-label={t('deskTheme.label', { chosen: t(`deskTheme.${theme}`) })}
      title={t(`deskTheme.tip.${theme}`)}
      onClick={next}
    >
      {signs[theme]} {t(`deskTheme.${theme}`)}
    </button>
  )
}
