import { useEffect, useState } from 'react'
import { useClient, useQuery } from 'urql'
import { useCounty } from '@/gql/county'
import { graphql } from '@/gql/generated'
import type { PeopleQuery } from '@/gql/generated/graphql'
import { useNamed } from '@/i18n'
import { useGeneration } from '@/live/connection'
import { useMay } from './rights'

export const PeopleDocument = graphql(`
  query People($after: Cursor) {
    users(first: 50, after: $after) {
      edges {
        node {
          id
          name
          displayName
          phone
          secondFactor
          disabledAt
          appointments {
            id
            role
            since
            until
            reason
            endedAt
            effective
            organisation {
              code
              name
              nameEn
            }
            area {
              code
              name
              nameEn
            }
            inSteadOf {
              name
              displayName
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export type Person = NonNullable<PeopleQuery['users']>['edges'][number]['node']
export type Appointment = Person['appointments'][number]

/** The name to call a person by. */
export const personName = (p: { name: string; displayName: string }): string => p.displayName || p.name

const NamesDocument = graphql(`
  query PeopleNames($after: Cursor) {
    users(first: 100, after: $after) {
      edges {
        node {
          id
          name
          displayName
          disabledAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export interface Named {
  id: string
  name: string
  displayName: string
  disabledAt: string | null
}

/** People's names without any personal data, for who may see people; empty for others. */
export function usePeopleNames(): readonly Named[] {
  const may = useMay()('account:read')
  const client = useClient()
  const [names, setNames] = useState<readonly Named[]>([])
  useEffect(() => {
    if (!may) return
    let gone = false
    const read = async () => {
      const found: Named[] = []
      let after: string | null = null
      do {
        const { data }: { data?: { users: unknown } } = await client
          .query(NamesDocument, { after }, { requestPolicy: 'network-only' })
          .toPromise()
        const page = data?.users as
          | { edges: { node: Named }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
          | undefined
        if (!page) return
        found.push(...page.edges.map((e) => e.node))
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
      } while (after)
      if (!gone) setNames(found)
    }
    void read()
    return () => {
      gone = true
    }
  }, [may, client])
  return names
}

const SharingDocument = graphql(`
  query SharingOrganisations {
    sharingOrganisations {
      code
      name
      nameEn
    }
  }
`)

export interface Place {
  code: string
  name: string
  nameEn: string
}

/** What posts are bound to: bureaus with a share, owners of stations, townships and zones. */
export function usePlaces(): {
  bureaus: readonly Place[]
  owners: readonly Place[]
  areas: readonly Place[]
} {
  const county = useCounty(useGeneration())
  const [{ data }] = useQuery({ query: SharingDocument })
  const owners = new Map((county?.stations ?? []).map((s) => [s.owner.code, s.owner]))
  return {
    bureaus: data?.sharingOrganisations ?? [],
    owners: [...owners.values()],
    areas: (county?.areas ?? []).filter((a) => a.kind !== 'COUNTY'),
  }
}

/** The name of what a post is bound to, by its code; the code where it is not known. */
export function usePlaceName(): (code: string | null | undefined) => string {
  const { bureaus, owners, areas } = usePlaces()
  const named = useNamed()
  return (code) => {
    const place = [...bureaus, ...owners, ...areas].find((p) => p.code === code)
    return place ? named(place) : (code ?? '')
  }
}
