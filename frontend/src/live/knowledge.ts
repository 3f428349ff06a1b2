import { SOCKET_STALE_MS } from './connection'

/** What is known of a thing that is told only when it changes, and how. */
export interface Known {
  /** The connection over which its stream spoke last, and the one that stands. */
  spokeOn: number | null
  standing: number
  /** Whether the hub refuses it. */
  refused: boolean
  /** Since when what was read is so, at the server, ms since 1970; null where nothing was read. */
  readAt: number | null
  /** What was read is from after the last change. */
  whole: boolean
  /** Until when the hub could have told of a change, ms since 1970. */
  until: number | null
}

/**
 * The instant for which what is shown is known to be so; null where it is not
 * known for any. A stream that stands renews it with each word of the hub; one that
 * has not spoken on this connection vouches for nothing.
 */
export function knownAsOf({ spokeOn, standing, refused, readAt, whole, until }: Known): number | null {
  if (refused || spokeOn === null || spokeOn !== standing || readAt === null) return null
  return whole && until !== null ? Math.max(readAt, until) : readAt
}

/** Whether that instant is near enough to say that there is nothing. */
export const isKnown = (asOf: number | null, serverNow: number | null): asOf is number =>
  asOf !== null && serverNow !== null && serverNow - asOf <= SOCKET_STALE_MS
