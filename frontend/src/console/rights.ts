import { createContext, useContext } from 'react'
import type { HubQuery } from '@/gql/generated/graphql'
import type { Scope } from '@/ui/Withheld'

export type Viewer = HubQuery['viewer']

/** Who is at the desk. */
export const ViewerContext = createContext<Viewer | null>(null)

/** Tells whether who is at the desk holds a right: what they may not do is not offered. */
export function useMay(): (scope: Scope) => boolean {
  const viewer = useContext(ViewerContext)
  return (scope) => viewer?.scopes.includes(scope) ?? false
}
