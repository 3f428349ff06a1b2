import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import type { Incident } from './incident'
import { useReasonWords } from './words'

/** On top of the page: that what runs is below what the plan asks, or that nothing runs yet. */
export function BelowPlan({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const { reason } = useReasonWords()
  const { level, belowPlanSince: since, proposedLevel, proposalReasons } = incident
  if (!since && incident.stage !== 'REPORTED') return null
  const why = proposalReasons.map((r) => reason(r.text) + t('incident.article', { article: r.article }))
  return (
    <p
      className={since ? 'scene-alarm' : 'incident-support'}
      role={since ? 'alert' : undefined}
      data-below={since ? level : 'none'}
    >
      ■{' '}
      {t(since ? 'incident.belowPlan' : 'incident.notBegun', {
        level: t(`incident.level.${proposedLevel}`),
        why: why.join(t('people.listJoin')),
      })}
      {since &&
        level &&
        ` · ${t('incident.belowPlanRuns', { level: t(`incident.level.${level}`), at: dateAndMinute(since) })}`}
    </p>
  )
}
