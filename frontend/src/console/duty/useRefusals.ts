import { useTranslation } from '@/i18n'
import type { duty } from '@/i18n/duty.zh'

/** What to say of the hub's refusals in the duty room. */
export function useRefusals(): typeof duty.refusal {
  const { t } = useTranslation()
  return t('duty.refusal', { returnObjects: true }) as typeof duty.refusal
}
