import type { Reasoned } from '@/gql/reason'
import { useTranslation } from '@/i18n'

/** Says a reason of the hub in the reader's language; null where the hub is newer than our words for it. */
export function useReason(): (it: Partial<Reasoned>) => string | null {
  const { t, i18n } = useTranslation()
  return ({ reason, values = [] }) => {
    const key = `reason.${reason}`
    if (!reason || !i18n.exists(key)) return null
    // Which reasons there are is known when one comes: the hub tests that each has words.
    const say = t as (key: string, values: Record<string, string>) => string
    return say(key, Object.fromEntries(values.map(({ name, value }) => [name, value])))
  }
}
