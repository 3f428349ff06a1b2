import { useNamed, useTranslation } from '@/i18n'
import type { deed } from '@/i18n/deed.zh'
import type { people } from '@/i18n/people.zh'
import { textAt } from '@/i18n/textAt'
import type { TimelineEntry } from '@/live/timeline'
import { dateAndMinute } from '@/ui/format'
import { incidentParticulars } from './incidentParticulars'
import { useKinds } from './incidents/useKinds'
import { type Named, type Place, personName } from './people'

type Facts = Record<string, unknown>

/** A side of an entry, which is JSON of the hub's; nothing where it is empty or was cut. */
export function factsOf(json: string): Facts {
  try {
    const read: unknown = JSON.parse(json)
    return typeof read === 'object' && read !== null ? (read as Facts) : {}
  } catch {
    return {}
  }
}

/** What the hub calls itself where somebody ran a command on its machine. */
const COMMAND_LINE = 'command line'

/** A list tells what it is about; the whole stands in the row that opens. */
const BRIEF = 60
const brief = (words: string) => (words.length > BRIEF ? `${words.slice(0, BRIEF - 1)}…` : words)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The numbers of incidents by their ids, as their first entries tell them. */
export const numbersOf = (entries: readonly TimelineEntry[]): ReadonlyMap<string, string> =>
  new Map(
    entries
      .filter((e) => e.action === 'incident.reported' && e.subjectId)
      .map((e) => [e.subjectId ?? '', text(factsOf(e.after).number)]),
  )

/** Says entries in words: what was done, to whom, and the particulars. */
export function useDeeds(
  names: readonly Named[],
  places: readonly Place[],
  numbers: ReadonlyMap<string, string>,
) {
  const { t } = useTranslation()
  const named = useNamed()
  const actions = t('deed.action', { returnObjects: true }) as typeof deed.action
  const subjects = t('deed.subject', { returnObjects: true }) as typeof deed.subject
  const kinds = t('deed.kind', { returnObjects: true }) as typeof deed.kind
  const roles = t('people.role', { returnObjects: true }) as typeof people.role
  const scopes = t('people.scope', { returnObjects: true }) as typeof people.scope
  const verdicts = t('quarantine.verdict', { returnObjects: true })
  const refusals = t('quarantine.reason', { returnObjects: true })
  const accidents = useKinds()
  const byId = new Map(names.map((p) => [p.id, p]))

  const placeOf = (code: unknown) => {
    const place = places.find((p) => p.code === code)
    return place ? named(place) : text(code)
  }
  const scopeOf = (word: unknown) => scopes[text(word) as keyof typeof scopes] ?? text(word)
  const particulars = (entry: TimelineEntry): string[] => {
    if (entry.subjectType === 'Incident')
      return incidentParticulars(
        t,
        { action: entry.action, before: factsOf(entry.before), after: factsOf(entry.after) },
        (code) => accidents.find((k) => k.value === code)?.label ?? code,
      ).map(brief)
    const facts = { ...factsOf(entry.before), ...factsOf(entry.after) }
    const at = (key: string) => (text(facts[key]) ? dateAndMinute(text(facts[key])) : '')
    const listed = (key: string) => (Array.isArray(facts[key]) ? facts[key].length : 0)
    return [
      text(facts.kind) &&
        (textAt(kinds, text(facts.kind)) ?? textAt(verdicts, text(facts.kind)) ?? text(facts.kind)),
      text(facts.role) && (textAt(roles, text(facts.role)) ?? text(facts.role)),
      text(facts.organisationName) || placeOf(facts.organisation),
      placeOf(facts.area),
      text(facts.code),
      text(facts.inSteadOf) && t('people.inSteadOf', { name: text(facts.inSteadOf) }),
      at('until') && t('people.until', { at: at('until') }),
      text(facts.name),
      Array.isArray(facts.scopes) && facts.scopes.map(scopeOf).join(', '),
      text(facts.hint) && t('deed.detail.key', { hint: text(facts.hint) }),
      text(facts.scope) && t('deed.detail.lacked', { scope: scopeOf(facts.scope) }),
      text(facts.file),
      text(facts.parameter) && t('deed.detail.parameter', { parameter: text(facts.parameter) }),
      listed('users') > 0 && t('deed.detail.people', { n: listed('users') }),
      listed('endedFor') > 1 && t('deed.detail.endedFor', { n: listed('endedFor') }),
      typeof facts.exercise === 'boolean' &&
        t(facts.exercise ? 'deed.detail.exerciseOn' : 'deed.detail.exerciseOff'),
      text(facts.refused) && (textAt(refusals, text(facts.refused)) ?? text(facts.refused)),
      typeof facts.entries === 'number' && t('deed.detail.entries', { n: facts.entries }),
      text(facts.reason),
      text(facts.address),
    ].filter((part): part is string => typeof part === 'string' && part !== '')
  }
  const personOf = (entry: TimelineEntry): Named | undefined =>
    entry.subjectType === 'User' && entry.subjectId ? byId.get(entry.subjectId) : undefined

  return {
    /** Who did it: of the hub itself only what a person did at its command line is told apart. */
    actor: (entry: TimelineEntry): string =>
      entry.actorKind !== 'SYSTEM'
        ? `${t(`viewer.${entry.actorKind}`)} ${entry.actorName}`
        : t(entry.actorName === COMMAND_LINE ? 'deed.commandLine' : 'viewer.SYSTEM'),
    /** What was done; the hub's own word where the catalogue has none. */
    what: (entry: TimelineEntry): string => textAt(actions, entry.action) ?? entry.action,
    particulars,
    subjectKind: (type: string): string => textAt(subjects, type || 'Hub') ?? type,
    subject(entry: TimelineEntry): string {
      const person = personOf(entry)
      const kind = textAt(subjects, entry.subjectType || 'Hub') ?? entry.subjectType
      const of = person ? personName(person) : numbers.get(entry.subjectId ?? '')
      return of ? `${kind} ${of}` : kind
    },
    /** Whether a person did it or it was done to them. */
    concerns: (entry: TimelineEntry, userName: string): boolean =>
      entry.actorName === userName || personOf(entry)?.name === userName,
  }
}
