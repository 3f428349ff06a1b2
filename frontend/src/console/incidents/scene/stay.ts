import type { Entry } from './scene'

/** How somebody's time inside the cordon stands; UNKNOWN while the server's clock is not heard. */
export type Stay = 'OUT' | 'OVERDUE' | 'INSIDE' | 'UNKNOWN'

/** Judged by the clock on screen: who is late becomes so by itself (§5.3.2(4)). */
export function stayAt(entry: Pick<Entry, 'leftAt' | 'outBy' | 'overdue'>, now: number | null): Stay {
  if (entry.leftAt) return 'OUT'
  if (entry.overdue) return 'OVERDUE' // it was when this was read: only coming out ends it
  if (now === null) return 'UNKNOWN'
  return now > Date.parse(entry.outBy) ? 'OVERDUE' : 'INSIDE'
}
