import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { ProgramsQuery } from '@/gql/generated/graphql'

const ProgramsDocument = graphql(`
  query Programs($after: Cursor) {
    apiClients(first: 50, after: $after) {
      edges {
        node {
          id
          name
          organisation {
            id
            code
            name
            nameEn
          }
          scopes
          effectiveScopes
          pointsAMinute
          createdAt
          disabledAt
          keys {
            id
            hint
            createdAt
            expiresAt
            revokedAt
            usedAt
          }
          use(days: 7) {
            day
            requests
            points
            refused
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`)

const SharingDocument = graphql(`
  query Sharing {
    viewer {
      name
      scopes
      posts {
        id
        role
        organisation
      }
    }
    sharingOrganisations {
      id
      code
      name
      nameEn
      share
    }
  }
`)

export type Program = NonNullable<ProgramsQuery['apiClients']>['edges'][number]['node']
export type Key = Program['keys'][number]

/** The programs that the viewer keeps, a page of them. */
export function usePrograms(after: string | null) {
  const [{ data, fetching }, again] = useQuery({ query: ProgramsDocument, variables: { after } })
  return {
    page: data?.apiClients,
    programs: data?.apiClients?.edges.map((e) => e.node) ?? [],
    loading: fetching && !data,
    again: () => again({ requestPolicy: 'network-only' }),
  }
}

/** The organisations whose programs the viewer keeps: one's own, or all that have a share. */
export function useKept() {
  const [{ data }] = useQuery({ query: SharingDocument })
  const posts = data?.viewer.posts.filter((p) => p.role === 'BUREAU_ANALYST') ?? []
  const sharing = data?.sharingOrganisations ?? []
  const county = data?.viewer.posts.some((p) => p.role === 'SECURITY_ADMINISTRATOR' || p.role === 'AUDITOR')
  return {
    known: data !== undefined,
    organisations: county ? sharing : sharing.filter((o) => posts.some((p) => p.organisation === o.code)),
    mayWrite: data?.viewer.scopes.includes('client:write') ?? false,
  }
}
