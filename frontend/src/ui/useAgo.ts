import { useTranslation } from '@/i18n'
import { age } from './format'

/** Says how long ago an instant was, by the server's clock. */
export function useAgo(): (instant: string | null | undefined, serverNow: number | null) => string {
  const { t } = useTranslation()
  return (instant, serverNow) => {
    if (!instant || serverNow === null) return t('age.unknown')
    const { unit, n } = age(serverNow - Date.parse(instant))
    return t(`age.${unit}`, { n })
  }
}
