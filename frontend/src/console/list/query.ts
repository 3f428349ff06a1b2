import type { Filter } from './filter'

/** What a URL's query says, as the router reads it: texts alone. */
export type Query = Readonly<Record<string, string | undefined>>

export interface Sort {
  column: string
  descending: boolean
}

/** Which part of a list is seen, in which order. */
export interface ListState {
  /** What each filter holds, by its name; filters that are not in force are left out. */
  values: Readonly<Record<string, readonly string[]>>
  sort: Sort | null
  /** From 1. */
  page: number
}

/** A text to look for has so many letters at most, as the hub takes them. */
export const MOST_LETTERS = 100

function valuesOf(filter: Filter<never>, text: string | undefined): readonly string[] {
  if (filter.kind === 'text') return text?.trim() ? [text.slice(0, MOST_LETTERS)] : []
  const known = [...new Set(text?.split(','))].filter((v) => filter.options.some((o) => o.value === v))
  if (filter.kind === 'multiple') return known
  if (known.length === 1) return known
  return filter.fallback === undefined ? [] : [filter.fallback]
}

/** Reads a URL's query. What is no value of a filter, no column and no page is passed over. */
export function stateOf(
  query: Query,
  filters: readonly Filter<never>[],
  sortable: readonly string[],
): ListState {
  const values = filters.map((f) => [f.name, valuesOf(f, query[f.name])] as const)
  const [, minus, column = ''] = /^(-?)(.+)$/.exec(query.sort ?? '') ?? []
  const page = /^[1-9]\d{0,5}$/.test(query.page ?? '') ? Number(query.page) : 1
  return {
    values: Object.fromEntries(values.filter(([, chosen]) => chosen.length > 0)),
    sort: sortable.includes(column) ? { column, descending: minus === '-' } : null,
    page,
  }
}

/** The query in which a filter has other values; the list begins at its first page. */
export function filtered(query: Query, filter: Filter<never>, values: readonly string[]): Query {
  const fallback = filter.kind === 'choice' && values.length === 1 && values[0] === filter.fallback
  return { ...query, [filter.name]: fallback ? undefined : values.join(',') || undefined, page: undefined }
}

/** The query without any filter. */
export const unfiltered = (query: Query, filters: readonly Filter<never>[]): Query =>
  filters.reduce((q, f) => filtered(q, f, []), query)

export const sorted = (query: Query, sort: Sort | null): Query => ({
  ...query,
  sort: sort ? (sort.descending ? '-' : '') + sort.column : undefined,
  page: undefined,
})

export const turned = (query: Query, page: number): Query => ({
  ...query,
  page: page > 1 ? String(page) : undefined,
})

/** Whether something is left out that would be there without any choice of the reader's. */
export const isFiltered = (state: ListState, filters: readonly Filter<never>[]): boolean =>
  filters.some((f) => {
    const chosen = state.values[f.name]
    return chosen !== undefined && !(f.kind === 'choice' && chosen[0] === f.fallback)
  })

/** The filters in force as the hub's files take them. */
export const exportedFilters = (state: ListState): Record<string, string> =>
  Object.fromEntries(Object.entries(state.values).map(([name, values]) => [name, values.join(',')]))

/** The rows that all filters leave in. */
export const leftIn = <R>(rows: readonly R[], filters: readonly Filter<R>[], { values }: ListState): R[] =>
  rows.filter((row) =>
    filters.every((f) => {
      const chosen = values[f.name]
      return !chosen || !f.holds || f.holds(row, chosen)
    }),
  )
