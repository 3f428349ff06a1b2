import type { OpenIncident } from '@/live/incidents'
import { byGravity } from './gravity'
import type { LayoutId } from './layouts'

/** One page of the wall, and for how long it is shown. */
export interface Page {
  key: string
  layout: LayoutId
  incident: OpenIncident | null
  seconds: number
}

/** A touch or a key holds the page for so long. */
export const HOLD_MS = 120_000

const GRAVEST_S = 60
const OTHER_S = 20
const OVERVIEW_S = 20

const CALM_S = 40

const plain = (layout: LayoutId, seconds: number): Page => ({ key: layout, layout, incident: null, seconds })

/**
 * The pages of the hour: of each open incident, the gravest longest, and the county;
 * else the calm one, in turn with the other where that shows `more`.
 */
export function pagesOf(incidents: readonly OpenIncident[], duties: number, more: boolean): Page[] {
  if (incidents.length === 0 && duties > 0) return [plain('overview', OVERVIEW_S)]
  if (incidents.length === 0)
    return more ? [plain('calm', CALM_S), plain('readiness', OTHER_S)] : [plain('calm', CALM_S)]
  return [
    ...[...incidents].sort(byGravity).map((incident, n) => ({
      key: incident.id,
      layout: 'incident' as const,
      incident,
      seconds: n === 0 ? GRAVEST_S : OTHER_S,
    })),
    plain('overview', OVERVIEW_S),
  ]
}

/** Which page is shown, since when (monotonic ms), and which ones there were then. */
export interface Turn {
  key: string
  since: number
  known: readonly string[]
}

/**
 * The turn at an instant. A page that is gone gives way to the first; a new incident
 * is shown at once, but for a hold; a held page begins its time anew afterwards.
 */
export function turnAt(turn: Turn | null, pages: readonly Page[], now: number, held: boolean): Turn {
  const known = pages.map((p) => p.key)
  const first = { key: known[0] ?? '', since: now, known }
  const at = turn === null ? -1 : known.indexOf(turn.key)
  if (turn === null || at < 0) return first
  const same = turn.known.length === known.length && turn.known.every((k, n) => k === known[n])
  const added = pages.find((p) => p.incident && !turn.known.includes(p.key))
  if (held) return same && turn.since === now ? turn : { key: turn.key, since: now, known }
  if (added) return { key: added.key, since: now, known }
  const over = pages.length > 1 && now - turn.since >= (pages[at]?.seconds ?? 0) * 1_000
  if (over) return { key: known[(at + 1) % known.length] ?? '', since: now, known }
  return same ? turn : { ...turn, known }
}

/** The key of the page before or after. */
export function neighbour(key: string, pages: readonly Page[], step: 1 | -1): string {
  const at = pages.findIndex((p) => p.key === key)
  return pages[(at + step + pages.length) % pages.length]?.key ?? key
}
