import type { DocumentNode } from 'graphql'

/**
 * The hash by which the hub knows a document: it came with the application, and
 * its text is not sent. Undefined in development, where the hub may be of
 * another build: there texts are sent.
 */
export const hashOf = (document: DocumentNode): string | undefined =>
  import.meta.env.DEV
    ? undefined
    : (document as { __meta__?: { hash?: string } }).__meta__?.hash?.replace(/^sha256:/, '')

/** What goes in place of a text. */
export const persisted = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } })

/** The code with which a hub of another version answers a hash. */
export const UNKNOWN_DOCUMENT = 'PERSISTED_QUERY_NOT_FOUND'
