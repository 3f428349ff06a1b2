import { persistedExchange } from '@urql/exchange-persisted'
import { Client, cacheExchange, fetchExchange, mapExchange } from 'urql'
import { reloadIfUpgraded } from '@/live/upgrade'
import { hashOf, UNKNOWN_DOCUMENT } from './document'

/** Sends hashes in place of texts; a hub that does not know one is of another version. */
const byHash = [
  mapExchange({
    onError: (error) => {
      if (errorCode(error) === UNKNOWN_DOCUMENT) void reloadIfUpgraded()
    },
  }),
  persistedExchange({
    enforcePersistedQueries: true,
    enableForMutation: true,
    preferGetForPersistedQueries: false,
    generateHash: async (_, document) => hashOf(document) ?? '',
  }),
]

/** Queries and mutations; subscriptions are in live/. */
export const createGraphqlClient = (): Client =>
  new Client({
    url: '/graphql',
    exchanges: [cacheExchange, ...(import.meta.env.DEV ? [] : byHash), fetchExchange],
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
