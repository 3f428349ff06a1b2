// What people type and have not sent, on this browser alone: it outlives a reload, a
// crash and a power cut, and goes when the hub took it or its writer signs out.

export interface Draft {
  /** When it was last typed at, by this computer's clock. */
  at: number
  /** What was filled in, as JSON. */
  values: string
  /** What the form began with, as JSON. */
  basis: string
}

const PREFIX = 'draft:'
const KEPT = 40
const DAYS_7 = 7 * 86_400_000
const LARGEST = 64 * 1_024

const keyOf = (viewer: string, of: string) => `${PREFIX}${viewer}:${of}`

const isDraft = (it: unknown): it is Draft =>
  typeof it === 'object' &&
  it !== null &&
  typeof (it as Draft).at === 'number' &&
  typeof (it as Draft).values === 'string' &&
  typeof (it as Draft).basis === 'string'

function read(key: string): Draft | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isDraft(found) ? found : null
  } catch {
    return null
  }
}

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))

/** Takes away what is older than a week, and of more than forty the oldest. */
function prune(now: number): void {
  const all = keys()
    .map((key) => ({ key, at: read(key)?.at ?? 0 }))
    .sort((a, b) => b.at - a.at)
  for (const [i, { key, at }] of all.entries())
    if (i >= KEPT || now - at > DAYS_7) localStorage.removeItem(key)
}

/** What a person has drafted of an object; null for nothing, or for what is older than a week. */
export function findDraft(viewer: string, of: string, now = Date.now()): Draft | null {
  const found = read(keyOf(viewer, of))
  return found && now - found.at <= DAYS_7 ? found : null
}

/** Keeps it; false where this browser could not. */
export function keepDraft(viewer: string, of: string, draft: Draft): boolean {
  const text = JSON.stringify(draft)
  if (text.length > LARGEST) return false
  try {
    localStorage.setItem(keyOf(viewer, of), text)
    prune(draft.at)
    return true
  } catch {
    return false
  }
}

export const dropDraft = (viewer: string, of: string): void => localStorage.removeItem(keyOf(viewer, of))

export const countDrafts = (): number => keys().length

/** Everybody's: who signs out leaves a computer to the next. */
export const wipeDrafts = (): void => {
  for (const key of keys()) localStorage.removeItem(key)
}
