import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import en from './en'
import zh from './zh'

export type Language = 'zh-CN' | 'en'

const REMEMBERED = 'language'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh }
    nsSeparator: false
  }
}

const isLanguage = (value: string | null): value is Language => value === 'zh-CN' || value === 'en'

/** `?lang=en` first, then what was chosen here before, then Chinese. */
function preferred(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  if (isLanguage(asked)) {
    localStorage.setItem(REMEMBERED, asked)
    return asked
  }
  const remembered = localStorage.getItem(REMEMBERED)
  return isLanguage(remembered) ? remembered : 'zh-CN'
}

export async function startI18n(language: Language = preferred()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    nsSeparator: false, // keys hold the names of rights, as stock:read
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = language
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'zh-CN'
}

/** The name in the reader's language; the Chinese one where there is no other. */
export const useNamed = (): ((of: { name: string; nameEn: string }) => string) => {
  const language = useLanguage()
  return (of) => (language === 'en' && of.nameEn) || of.name
}

export { useTranslation }
