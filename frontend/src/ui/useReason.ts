import type { Reasoned } from '@/gql/reason'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from './format'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** Where the screens have the words for the values of a name. */
const WORDS: Readonly<Record<string, string>> = {
  posts: 'people.role',
  responseLevel: 'incident.level',
  proposedFor: 'incident.reasons',
  accidentGrade: 'incident.grade',
  condition: 'incident.condition',
  taskState: 'incident.taskState',
  nextStates: 'incident.taskState',
  toState: 'incident.taskState',
  installed: 'installation.state',
  nextInstalled: 'installation.state',
}

/** Says a reason of the hub in the reader's language; null where the hub is newer than our words for it. */
export function useReason(): (it: Partial<Reasoned>) => string | null {
  const { t, i18n } = useTranslation()
  // Which reasons there are is known when one comes: the hub tests that each has words.
  const say = t as (key: string, values?: Record<string, string>) => string
  const word = (name: string, value: string): string => {
    if (INSTANT.test(value)) return dateAndMinute(value)
    const words = WORDS[name]
    if (!words) return value
    if (i18n.exists(`${words}.${value}`)) return say(`${words}.${value}`)
    const said = value
      .split(', ')
      .map((one) => (i18n.exists(`${words}.${one}`) ? say(`${words}.${one}`) : one))
    return new Intl.ListFormat(i18n.language).format(said)
  }
  return ({ reason, values = [] }) => {
    const key = `reason.${reason}`
    if (!reason || !i18n.exists(key)) return null
    return say(key, Object.fromEntries(values.map(({ name, value }) => [name, word(name, value)])))
  }
}
