import type { TFunction } from 'i18next'
import { textAt } from '@/i18n/textAt'

type Facts = Readonly<Record<string, unknown>>

interface Entry {
  action: string
  before: Facts
  after: Facts
}

/** Columns of an incident that count people, with their word in the catalogue. */
const figures = {
  deaths: 'deaths',
  seriously_injured: 'seriouslyInjured',
  injured: 'injured',
  trapped: 'trapped',
  missing: 'missing',
  at_risk: 'atRisk',
  from_abroad: 'fromAbroad',
} as const

/** What was written or named, as it was. */
const written = [
  'groupName',
  'unit',
  'substance',
  'title',
  'text',
  'caption',
  'recipient',
  'receipt',
  'to',
  'receivedBy',
  'subject',
  'reason',
  'note',
] as const

/**
 * What an entry about an incident says beside its action: of what it is, and of grade,
 * level, stage, task and figures what they were and are. `kindOf` names a kind of accident.
 */
export function incidentParticulars(
  t: TFunction,
  { action, before, after }: Entry,
  kindOf: (code: string) => string,
): string[] {
  const words = (path: 'grade' | 'level' | 'stage' | 'taskState' | 'duty' | 'report' | 'party') =>
    t(`incident.${path}`, { returnObjects: true }) as object
  const said = (catalogue: object, value: unknown) =>
    typeof value === 'string' && value !== '' ? (textAt(catalogue, value) ?? value) : ''
  const became = (was: string, is: string) => (was && is ? `${was} → ${is}` : is)
  const changed = (key: 'grade' | 'level' | 'stage') =>
    key in after ? became(said(words(key), before[key]), said(words(key), after[key])) : ''
  const counted = Object.entries(figures).flatMap(([column, figure]) => {
    if (!(column in after)) return []
    const said = (n: unknown) => (typeof n === 'number' ? String(n) : t('incident.unknown'))
    return [
      `${t(`incident.figure.${figure}`)} ${became(column in before ? said(before[column]) : '', said(after[column]))}`,
    ]
  })
  const moved = action === 'incident.task-moved'
  return [
    action === 'incident.reported' && typeof after.kind === 'string' && kindOf(after.kind),
    said(words('duty'), after.duty),
    [said(words('report'), after.reportKind), typeof after.reportNumber === 'number' && after.reportNumber]
      .filter(Boolean)
      .join(' '),
    said(words('party'), after.party),
    changed('grade'),
    changed('level'),
    changed('stage'),
    ...counted,
    ...written.filter((key) => !(moved && key === 'to')).map((key) => after[key]),
    moved && became(said(words('taskState'), after.from), said(words('taskState'), after.to)),
  ].filter((part): part is string => typeof part === 'string' && part !== '')
}
