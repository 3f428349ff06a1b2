import { useContext } from 'react'
import type { SearchKind } from '@/gql/generated/graphql'
import { ViewerContext } from '../rights'
import type { Section } from '../sections'
import { useEntryOf } from './entry'
import type { Entry } from './match'
import type { Hit } from './useSearched'

/** Kinds that lead to a section, by the section that has to be open. */
const bySection = {
  incidents: ['INCIDENT', 'REPORT', 'TASK'],
  stations: ['STATION', 'TANK', 'DEVICE'],
  contacts: ['ORGANISATION'],
  people: ['PERSON'],
  displays: ['DISPLAY', 'PHONE'],
} satisfies Partial<Record<Section, SearchKind[]>>

/** The kinds for which whoever is at the desk has a page. */
export function useKindsWithPage(open: readonly Section[]): SearchKind[] {
  const scopes = useContext(ViewerContext)?.scopes ?? []
  return [
    ...Object.entries(bySection).flatMap(([section, kinds]) =>
      open.includes(section as Section) ? kinds : [],
    ),
    ...(scopes.includes('client:read') ? (['PROGRAM'] as const) : []),
  ]
}

/** What the hub found, as entries. */
export function useHits(open: readonly Section[], hits: readonly Hit[]): readonly Entry[] {
  const of = useEntryOf()
  return hits.map((hit) => entry(of, hit, open.includes('devices')))
}

function entry(of: ReturnType<typeof useEntryOf>, hit: Hit, listed: boolean): Entry {
  switch (hit.__typename) {
    case 'Incident':
      return of.incident(hit)
    case 'Report':
      return of.report(hit)
    case 'Task':
      return of.task(hit, hit.incident)
    case 'Station':
      return of.station(hit, hit.township)
    case 'Tank':
      return of.tank(hit, hit.at)
    case 'Device':
      return of.device(hit, hit.at, listed)
    case 'Organisation':
      return of.unit(hit)
    case 'User':
      return of.person(hit)
    case 'ApiClient':
      return of.program(hit)
    case 'Wall':
      return of.enrolled('display', hit)
    case 'FieldDevice':
      return of.enrolled('phone', hit, hit.user.displayName || hit.user.name)
  }
}
