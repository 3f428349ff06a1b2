import i18next from 'i18next'
import type { ReportElement, ReportKind } from '@/gql/generated/graphql'
import { dateAndMinute } from '@/ui/format'
import type { Incident } from './incident'

/** What each kind of report tells (§5.1.3), in the plan's order. */
export const elementsOf: Record<ReportKind, readonly ReportElement[]> = {
  FIRST: [
    'TIME',
    'PLACE',
    'AT_RISK',
    'DEATHS',
    'INJURED',
    'TRAPPED',
    'MISSING',
    'NATURE',
    'EXTENT',
    'TREND',
    'MEASURES',
    'SOURCE',
    'UNIT',
    'REPORTER',
  ],
  FOLLOW_UP: ['PROGRESS', 'DERIVED_EVENTS', 'HELP_ASKED', 'LEADERS_INSTRUCTIONS'],
  FINAL: ['RESULT', 'PUBLIC_ORDER', 'AFTERMATH', 'RECONSTRUCTION', 'INVESTIGATION'],
}

/** Reports go out in Chinese, whatever language the desk is read in. */
export const inChinese = () => i18next.getFixedT('zh-CN')

/** What of a first report is known of the incident already. */
export function knownOf(incident: Incident, kind: string): Partial<Record<ReportElement, string>> {
  const t = inChinese()
  const people = (n: number | null | undefined) =>
    typeof n === 'number' ? t('incident.people', { n }) : undefined
  const hurt =
    typeof incident.seriouslyInjured === 'number' || typeof incident.injured === 'number'
      ? t('incident.people', { n: (incident.seriouslyInjured ?? 0) + (incident.injured ?? 0) })
      : undefined
  return {
    TIME: incident.occurredAt ? dateAndMinute(incident.occurredAt) : undefined,
    PLACE:
      [incident.area?.name, incident.station?.name, incident.address].filter(Boolean).join(' ') || undefined,
    AT_RISK: people(incident.atRisk),
    DEATHS: people(incident.deaths),
    INJURED: hurt,
    TRAPPED: people(incident.trapped),
    MISSING: people(incident.missing),
    NATURE: [incident.title, kind].filter(Boolean).join(' · '),
    SOURCE: incident.source || undefined,
  }
}
