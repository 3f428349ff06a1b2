import { minuteOfDay as clock, day } from '@/ui/format'

const DAY_MS = 86_400_000

export interface Stretch {
  since: string
  until: string
}

/** A day of the roster with what begins on it; the first holds what began before too. */
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
  const first = out[0]?.day ?? ''
  const at = (s: Stretch) => {
    const begins = day(s.since)
    return out.find((d) => d.day === (begins < first ? first : begins))
  }
  for (const t of turns) at(t)?.turns.push(t)
  // A gap is told on each day that it touches.
  for (const g of gaps)
    for (const d of out) if (day(g.since) <= d.day && day(Date.parse(g.until) - 1) >= d.day) d.gaps.push(g)
  return out
}

/** The part of a gap that lies on a day, as clock times: 24:00 ends it. */
export function partOf(g: Stretch, of: string): [string, string] {
  const begins = day(g.since) < of ? '00:00' : clock(g.since)
  const ends = day(Date.parse(g.until)) > of ? '24:00' : clock(g.until)
  return [begins, ends]
}
