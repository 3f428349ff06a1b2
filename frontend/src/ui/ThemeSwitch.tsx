import { useTranslation } from '@/i18n'
import { useChosenTheme } from './deskTheme'

/** Names how the colours are chosen; a press goes on to the next. */
export function ThemeSwitch() {
  const { t } = useTranslation()
  const { theme, next } = useChosenTheme()
  return (
    <button type="button" className="language-switch theme-switch" onClick={next}>
      {t(`deskTheme.${theme}`)}
    </button>
  )
}
