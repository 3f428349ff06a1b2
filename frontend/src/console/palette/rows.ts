import type { Entry } from './match'

/** What this page has loaded, then what the hub found besides. */
export function joined(loaded: readonly Entry[], found: readonly Entry[]): readonly Entry[] {
  const ids = new Set(loaded.map((e) => e.id))
  return [...loaded, ...found.filter((e) => !ids.has(e.id))]
}

/** The rows with one of them at its place, whatever came in since: a key pressed now opens what was read there. */
export function held(rows: readonly Entry[], id: string | null, at: number): readonly Entry[] {
  const row = rows.find((e) => e.id === id)
  if (!row || rows[at] === row) return rows
  const others = rows.filter((e) => e !== row)
  return [...others.slice(0, at), row, ...others.slice(at)]
}
