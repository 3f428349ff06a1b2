import type { Part } from './documents'

/** What an import does to rows, in the order in which it is told. */
export const acts = ['added', 'changed', 'closed', 'removed', 'kept'] as const

export type Counts = Record<(typeof acts)[number] | 'unchanged', number>

/** The sums of all parts. */
export function sumOf(parts: readonly Counts[]): Counts {
  const sum: Counts = { added: 0, changed: 0, closed: 0, removed: 0, kept: 0, unchanged: 0 }
  for (const part of parts) for (const act of Object.keys(sum) as (keyof Counts)[]) sum[act] += part[act]
  return sum
}

/** Whether an import would change anything; what stays although the files leave it out is no change. */
export const changesAnything = (parts: readonly Counts[]): boolean => {
  const sum = sumOf(parts)
  return sum.added + sum.changed + sum.closed + sum.removed > 0
}

/** The parts of which something is to be told. */
export const toldParts = (parts: readonly Part[]): Part[] => parts.filter((p) => p.rows.length > 0)
