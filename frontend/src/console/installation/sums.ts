import type { Place, StationRow } from './documents'

/** Sums in fen, of how many costs they are, and how many are not in them because nobody knows them. */
export interface Sums {
  cost: number
  owner: number
  county: number
  city: number
  known: number
  unknown: number
}

/** Adds up what is there at some stations, without what was removed. Fen are whole, so the sums are exact. */
export function sumsOf(stations: readonly StationRow[]): Sums {
  const sums: Sums = { cost: 0, owner: 0, county: 0, city: 0, known: 0, unknown: 0 }
  for (const { installation: one } of stations.flatMap((s) => s.places)) {
    if (!one) continue
    if (one.cost === null || one.cost === undefined) {
      sums.unknown++
      continue
    }
    sums.known++
    sums.cost += one.cost
    sums.owner += one.standing?.ownerShare ?? 0
    sums.county += one.standing?.countyShare ?? 0
    sums.city += one.standing?.cityShare ?? 0
  }
  return sums
}

/** How many are asked for, connected, late, not begun, faulty. What is not asked for counts only where it is there. */
export function countsOf(stations: readonly StationRow[]) {
  const places = stations.flatMap((s) => s.places).filter((p) => p.timeliness !== 'NOT_ASKED')
  const count = (holds: (p: Place) => boolean) => places.filter(holds).length
  return {
    asked: places.length,
    connected: count((p) => p.timeliness === 'IN_TIME' || p.timeliness === 'CONNECTED_LATE'),
    late: count((p) => p.timeliness === 'LATE'),
    none: count((p) => !p.installation),
    faulty: count((p) => p.installation?.state === 'FAULTY'),
  }
}

export const shows = ['all', 'late', 'open', 'faulty'] as const
export type Show = (typeof shows)[number]

/** Whether a place is among those that are looked for. */
export function isShown(place: Place, show: Show, state: string): boolean {
  if (
    state !== '' &&
    (place.installation?.state ?? (place.timeliness === 'NOT_ASKED' ? '' : 'NONE')) !== state
  )
    return false
  if (show === 'late') return place.timeliness === 'LATE'
  if (show === 'open') return place.timeliness !== 'NOT_ASKED' && place.installation?.state !== 'OPERATING'
  if (show === 'faulty') return place.installation?.state === 'FAULTY'
  return true
}

/** Yuan as people type it, exactly, in fen; null for what is no sum. */
export function fenOf(yuan: string): number | null {
  const read = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan.trim().replaceAll(',', ''))
  if (!read) return null
  return Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0'))
}
