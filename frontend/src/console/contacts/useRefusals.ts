import { useTranslation } from '@/i18n'
import type { contact } from '@/i18n/contact.zh'

/** What to say of the hub's refusals about contacts. */
export function useRefusals(): typeof contact.refusal {
  const { t } = useTranslation()
  return t('contact.refusal', { returnObjects: true }) as typeof contact.refusal
}
