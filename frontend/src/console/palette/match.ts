import { initials } from '@/i18n/pinyin'

/** What can be found and opened. */
export interface Entry {
  /** Stable, by which it is remembered: `section:duty`. */
  id: string
  kind: EntryKind
  label: string
  detail?: string
  /** What it is found by besides: names in the other language, codes, places. */
  words: readonly string[]
  /** Where it leads, or what it does. */
  run: { href: string } | (() => void)
}

/** In the order in which kinds are shown. */
export const entryKinds = [
  'act',
  'section',
  'incident',
  'report',
  'task',
  'station',
  'tank',
  'device',
  'area',
  'contact',
  'person',
  'program',
  'display',
  'phone',
  'help',
] as const
export type EntryKind = (typeof entryKinds)[number]

const SHOWN = 50

/** How well a text answers what was typed, 0 for not at all: its beginning before a word's, before its middle, before pinyin. */
function grade(text: string, typed: string): number {
  const lower = text.toLowerCase()
  const at = lower.indexOf(typed)
  if (at === 0) return 5
  if (at > 0) return /[\s·\-_/(（]/.test(lower[at - 1] ?? '') ? 4 : 3
  const short = initials(text)
  if (short === lower) return 0
  return short.startsWith(typed) ? 2 : short.includes(typed) ? 1 : 0
}

/** The best grade of any of its texts for each word typed; 0 where one is found nowhere. */
function gradeOf(entry: Entry, typed: readonly string[]): number {
  let sum = 0
  for (const word of typed) {
    const own = grade(entry.label, word) * 2
    const best = Math.max(own, ...[entry.detail ?? '', ...entry.words].map((w) => grade(w, word)))
    if (best === 0) return 0
    sum += best
  }
  return sum
}

/** What answers the words typed, the best first and of equals what was opened lately; of nothing typed, that first. */
export function matching(
  entries: readonly Entry[],
  typed: string,
  recent: readonly string[],
): readonly Entry[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const lately = (e: Entry) => (recent.includes(e.id) ? recent.length - recent.indexOf(e.id) : 0)
  return entries
    .map((entry) => ({ entry, grade: words.length === 0 ? 1 : gradeOf(entry, words) }))
    .filter((m) => m.grade > 0)
    .sort(
      (a, b) =>
        b.grade - a.grade ||
        lately(b.entry) - lately(a.entry) ||
        entryKinds.indexOf(a.entry.kind) - entryKinds.indexOf(b.entry.kind),
    )
    .slice(0, SHOWN)
    .map((m) => m.entry)
}
