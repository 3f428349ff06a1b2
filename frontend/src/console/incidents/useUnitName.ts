import { useTranslation } from '@/i18n'
import type { incident as catalogue } from '@/i18n/incident.zh'

/** A unit's name; of a place that the plan leaves open, what is still to be filled in. */
export function useUnitName(): (name: string) => string {
  const { t } = useTranslation()
  const fillers = t('incident.filler', { returnObjects: true }) as typeof catalogue.filler
  return (name) =>
    name
      .split(' ')
      .map((word) => {
        const filler = word.startsWith('@') ? fillers[word.slice(1) as keyof typeof fillers] : undefined
        return filler ? t('incident.toFill', { what: filler }) : word
      })
      .join(' ')
}
