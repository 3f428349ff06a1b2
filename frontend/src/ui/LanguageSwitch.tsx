import { chooseLanguage, useLanguage, useTranslation } from '@/i18n'

/** Names the other language in that language. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="quiet-button" lang={other} onClick={() => chooseLanguage(other)}>
      {t('language.other')}
    </button>
  )
}
