import { Client, cacheExchange, fetchExchange } from 'urql'

/** Queries and mutations; subscriptions are in live/. */
export const createGraphqlClient = (): Client =>
  new Client({
    url: '/graphql',
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin' },
    requestPolicy: 'cache-and-network',
  })

/** The rights that an answer's refused fields need. */
export const missingScopes = (
  error: { graphQLErrors: readonly { extensions?: Record<string, unknown> }[] } | undefined,
): string[] =>
  (error?.graphQLErrors ?? []).flatMap(({ extensions }) =>
    typeof extensions?.scope === 'string' ? [extensions.scope] : [],
  )

/** The stable word of the first error of an answer, as FORBIDDEN; UNREACHABLE where no answer came. */
export function errorCode(
  error: { graphQLErrors: { extensions?: Record<string, unknown> }[] } | undefined,
): string | null {
  if (!error) return null
  const first = error.graphQLErrors[0]
  if (!first) return 'UNREACHABLE'
  const code = first.extensions?.code
  return typeof code === 'string' ? code : 'INTERNAL'
}
