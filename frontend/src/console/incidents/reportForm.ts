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
  FOLLOW_UP: ['PROGRESS', 'CASUALTIES', 'DERIVED_EVENTS', 'HELP_ASKED', 'LEADERS_INSTRUCTIONS'],
  FINAL: ['RESULT', 'PUBLIC_ORDER', 'AFTERMATH', 'RECONSTRUCTION', 'INVESTIGATION'],
}

/** Reports go out in Chinese, whatever language the desk is read in. */
export const inChinese = () => i18next.getFixedT('zh-CN')

const figures = ['deaths', 'seriouslyInjured', 'injured', 'trapped', 'missing'] as const
type Figures = Partial<Pick<Incident, (typeof figures)[number]>>

/** Figures of people as a report tells them: one that is unknown is said to be. */
function counted(of: Figures, names: readonly (typeof figures)[number][]): string | undefined {
  const t = inChinese()
  if (names.every((name) => typeof of[name] !== 'number')) return undefined
  return names
    .map((name) => {
      const n = of[name]
      const people = typeof n === 'number' ? t('incident.people', { n }) : t('incident.figureUnknown')
      return `${t(`incident.figure.${name}`)}${people}`
    })
    .join(t('people.listJoin'))
}

/** The casualties of a follow-up (§5.1.3(2)); undefined where nothing is known. */
export const casualtiesOf = (of: Figures) => counted(of, figures)

/** Whether the casualties that a report tells differ (§5.1.3(2)). */
export const casualtiesDiffer = (a: Figures, b: Figures) =>
  figures.some((name) => (a[name] ?? null) !== (b[name] ?? null))

/** What of a report is known of the incident already. */
export function knownOf(incident: Incident, kind: string): Partial<Record<ReportElement, string>> {
  const t = inChinese()
  const people = (n: number | null | undefined) =>
    typeof n === 'number' ? t('incident.people', { n }) : undefined
  return {
    TIME: incident.occurredAt ? dateAndMinute(incident.occurredAt) : undefined,
    PLACE:
      [incident.area?.name, incident.station?.name, incident.address].filter(Boolean).join(' ') || undefined,
    AT_RISK: people(incident.atRisk),
    DEATHS: people(incident.deaths),
    INJURED: counted(incident, ['seriouslyInjured', 'injured']),
    CASUALTIES: casualtiesOf(incident),
    TRAPPED: people(incident.trapped),
    MISSING: people(incident.missing),
    NATURE: [incident.title, kind].filter(Boolean).join(' · '),
    SOURCE: incident.source || undefined,
  }
}
