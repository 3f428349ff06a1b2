import { useTranslation } from '@/i18n'
import type { OpenIncident } from '@/live/incidents'
import { count } from '@/ui/format'

export const counts = ['deaths', 'seriouslyInjured', 'injured', 'trapped', 'missing', 'atRisk'] as const

/** Counts of people by kind; what is unknown is said to be, never 0. */
export function Casualties({ of, kinds }: { of: OpenIncident; kinds: readonly (typeof counts)[number][] }) {
  const { t } = useTranslation()
  return (
    <dl className="casualties">
      {kinds.map((kind) => {
        const n = of[kind] ?? null
        return (
          <div key={kind} className={n === null ? 'unknown' : n > 0 ? `some ${kind}` : ''}>
            <dt>{t(`wallIncident.casualty.${kind}`)}</dt>
            <dd>{n === null ? t('wallIncident.unknown') : count(n)}</dd>
          </div>
        )
      })}
    </dl>
  )
}
