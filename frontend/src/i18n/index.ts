import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type zh from './zh'

export type Language = 'zh-CN' | 'en'

const REMEMBERED = 'language'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh }
    nsSeparator: false
  }
}

/** Whether this page is the phone's: it loads its own texts only. */
const onPhone = (): boolean => /^\/field(\/|$)/.test(location.pathname)

type Catalogue = () => Promise<{ default: object }>
const whole: Record<Language, Catalogue> = { 'zh-CN': () => import('./zh'), en: () => import('./en') }
const phone: Record<Language, Catalogue> = {
  'zh-CN': () => import('./phone.zh'),
  en: () => import('./phone.en'),
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

/** Loads the texts of a language unless they are here. */
async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return
  const { default: texts } = await (onPhone() ? phone : whole)[language]()
  i18next.addResourceBundle(language, 'translation', texts)
}

/** Starts with one language; English is loaded when it is chosen. */
export async function startI18n(language: Language = preferred()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false, // both have the same keys, which is tested
    nsSeparator: false, // keys hold the names of rights, as stock:read
    resources: {},
    interpolation: { escapeValue: false },
  })
  await load(language)
  if (!onPhone()) await load('zh-CN') // what is printed is Chinese in every language
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language)
  void load(language).then(() => {
    document.documentElement.lang = language
    return i18next.changeLanguage(language)
  })
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
