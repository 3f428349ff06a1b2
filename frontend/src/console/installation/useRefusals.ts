import { useTranslation } from '@/i18n'
import type { installation } from '@/i18n/installation.zh'

/** What to say of the hub's refusals about installations. */
export function useRefusals(): typeof installation.refusal {
  const { t } = useTranslation()
  return t('installation.refusal', { returnObjects: true }) as typeof installation.refusal
}
