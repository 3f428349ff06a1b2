import { push as en } from '@/i18n/push.en'
import { push as zh } from '@/i18n/push.zh'

/** What the hub pushes: nothing that names anybody or anything. */
export interface Pushed {
  kind: string
  incident: string
  exercise?: boolean
}

/** Where a kind is read. */
const sections = new Map([
  ['TASK', '/tasks'],
  ['REPORT', '/report'],
])

/** Reads what came; a push that cannot be read tells that something happened. */
export function readPushed(text: string | undefined): Pushed {
  try {
    const { kind, incident, exercise } = JSON.parse(text ?? '')
    return {
      kind: String(kind),
      incident: /^\d+$/.test(incident) ? incident : '',
      exercise: exercise === true,
    }
  } catch {
    return { kind: '', incident: '' }
  }
}

/** What the locked screen shows, in the phone's language. One of a kind in an incident takes the place of the one before. */
export function notificationOf({ kind, incident, exercise }: Pushed, language: string) {
  const words = (language === 'en' ? en : zh).notification
  const text = kind === 'TASK' || kind === 'RESPONSE' || kind === 'REPORT' ? words[kind] : words.other
  const path = `/field${sections.get(kind) ?? ''}`
  return {
    title: words.title,
    options: {
      body: exercise ? words.exercise.replace('{{text}}', text) : text,
      tag: `${kind} ${incident}`,
      lang: language === 'en' ? 'en' : 'zh-CN',
      icon: '/field-192.png',
      data: { incident, path: incident ? `${path}?incident=${incident}` : path },
    },
  }
}
