import { useState } from 'react'

/** What was chosen of a list's columns, by their keys. */
export interface Kept {
  order: readonly string[]
  hidden: readonly string[]
}

interface Arranged {
  key: string
  always?: boolean
  acts?: boolean
}

/**
 * Columns as they were chosen, in that order. What is no column any more is passed over;
 * one that the choice never saw comes after those that it did.
 */
export function arranged<C extends Arranged>(
  columns: readonly C[],
  kept: Kept | null,
): { shown: C[]; all: C[] } {
  const order = kept?.order ?? []
  const place = (c: C) =>
    c.acts ? Number.MAX_SAFE_INTEGER : order.includes(c.key) ? order.indexOf(c.key) : order.length
  const all = columns.toSorted((a, b) => place(a) - place(b))
  return { all, shown: all.filter((c) => c.always || c.acts || !kept?.hidden.includes(c.key)) }
}

const texts = (it: unknown): it is string[] => Array.isArray(it) && it.every((t) => typeof t === 'string')

/** Reads what was kept; null for what is none. */
export function keptOf(json: string | null): Kept | null {
  try {
    const read: unknown = JSON.parse(json ?? 'null')
    if (typeof read !== 'object' || read === null) return null
    const { order, hidden } = read as Record<string, unknown>
    return texts(order) && texts(hidden) ? { order, hidden } : null
  } catch {
    return null
  }
}

/** The order in which a column has gone one place on, or back. */
export function moved(order: readonly string[], key: string, by: 1 | -1): string[] {
  const from = order.indexOf(key)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  const next = [...order]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // a browser that keeps nothing shows it until the page is closed
  }
}

/** The columns that were chosen of a list, kept on this browser. */
export function useKeptColumns(list: string): [Kept | null, (next: Kept | null) => void] {
  const key = `list:${list}`
  const [kept, setKept] = useState(() => keptOf(localStorage.getItem(key)))
  return [
    kept,
    (next) => {
      setKept(next)
      keep(key, next && JSON.stringify(next))
    },
  ]
}

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]
const DENSITY = 'list-density'

/** How close rows stand, in all lists of this browser. */
export function useDensity(): [Density, (next: Density) => void] {
  const [density, setDensity] = useState<Density>(() =>
    localStorage.getItem(DENSITY) === 'comfortable' ? 'comfortable' : 'compact',
  )
  return [
    density,
    (next) => {
      setDensity(next)
      keep(DENSITY, next)
    },
  ]
}
