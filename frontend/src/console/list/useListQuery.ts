import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Filter } from './filter'
import { type ListState, type Query, stateOf } from './query'

/** What of a list is asked for by the URL. */
export function useListState(filters: readonly Filter<never>[], sortable: readonly string[] = []): ListState {
  return stateOf(useSearch({ strict: false }) as Query, filters, sortable)
}

/** Changes the URL's query; Back undoes it, unless it replaces the last change. */
export function useListQuery(): (change: (query: Query) => Query, replace?: boolean) => void {
  const navigate = useNavigate()
  return useCallback(
    (change, replace = false) =>
      void navigate({ to: '.', search: (before) => change(before as Query), replace, resetScroll: false }),
    [navigate],
  )
}
