import { minuteOfDay as clock, day } from '@/ui/format'

const DAY_MS = 86_400_000

export interface Stretch {
  since: string
  until: string
}

/** A day of the roster with what touches it. */
export interface RosterDay<T, G> {
  day: string
  turns: T[]
  gaps: G[]
}

/** The days from an instant on, each with its turns and gaps, by the county's calendar. */
export function byDay<T extends Stretch, G extends Stretch>(
  from: number,
  days: number,
  turns: readonly T[],
  gaps: readonly G[],
): RosterDay<T, G>[] {
  const out: RosterDay<T, G>[] = []
  for (let i = 0; i < days; i++) out.push({ day: day(from + i * DAY_MS), turns: [], gaps: [] })
  const touches = (s: Stretch, of: string) => day(s.since) <= of && day(Date.parse(s.until) - 1) >= of
  for (const d of out) {
    d.turns.push(...turns.filter((s) => touches(s, d.day)))
    d.gaps.push(...gaps.filter((s) => touches(s, d.day)))
  }
  return out
}

/** The part of a gap that lies on a day, as clock times: 24:00 ends it. */
export function partOf(g: Stretch, of: string): [string, string] {
  const begins = day(g.since) < of ? '00:00' : clock(g.since)
  const ends = day(Date.parse(g.until)) > of ? '24:00' : clock(g.until)
  return [begins, ends]
}
