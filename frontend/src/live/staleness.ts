import type { ConnectionState } from './connection'
import { SOCKET_STALE_MS } from './connection'
import type { HubStatus } from './hubStatus'
import type { StreamState } from './stream'
import type { DeviceLink, Telemetry } from './telemetry'

/** Whether a device speaks. `unknown` is before the hub has told. */
export type LinkState = 'live' | 'stale' | 'never' | 'unknown'

/** Seconds without a word are measured against the server's clock, in ms since 1970. */
export function linkState(link: DeviceLink | undefined, serverNow: number | null): LinkState {
  if (!link || serverNow === null) return 'unknown'
  if (link.lastHeardAt === null || link.lastHeardAt === undefined) return 'never'
  return serverNow - Date.parse(link.lastHeardAt) > link.staleAfterSeconds * 1_000 ? 'stale' : 'live'
}

/**
 * Until when, in the server's time, the hub could have told of a device. While
 * the socket or the database is away no station is called silent: we are.
 */
export function knownUntil(
  now: { server: number | null; monotonic: number },
  connection: Pick<ConnectionState, 'lastItemAt'>,
  status: HubStatus | null,
): number | null {
  if (now.server === null) return null
  const heard = now.server - Math.max(0, now.monotonic - (connection.lastItemAt ?? now.monotonic))
  return status && !status.storage.available ? Math.min(heard, Date.parse(status.storage.since)) : heard
}

const worstFirst: LinkState[] = ['stale', 'never', 'unknown', 'live']

/** A station is as good as its worst device; without a device it was never heard. */
export function worstLink(states: readonly LinkState[]): LinkState {
  return worstFirst.find((s) => states.includes(s)) ?? 'never'
}

/** What a station shows: a device's state, that it does not operate, or that it is not open to the viewer. */
export type Mark = LinkState | 'idle' | 'withheld'

/** Only stations that operate can be silent, and only who may know it is told. */
export function stationMark(
  station: { status: string; devices: readonly { id: string }[] },
  told: Pick<StreamState<Telemetry>, 'value' | 'withheld'>,
  serverNow: number | null,
): Mark {
  if (station.status !== 'OPERATING') return 'idle'
  if (told.withheld.includes('equipment:read')) return 'withheld'
  return worstLink(station.devices.map((d) => linkState(told.value.devices.get(d.id), serverNow)))
}

/** Why a tile may not be believed, and for how long it has not been renewed. */
export interface Staleness {
  cause: 'socket' | 'stream' | 'storage' | 'refused'
  /** Milliseconds since what is shown was last known to be current. */
  forMs: number
}

interface Heard {
  lastItemAt: number | null
  refusal: unknown
}

/**
 * The state of one live tile. `promiseMs` is the longest silence that its
 * stream promises; null for a stream that speaks only when something happens,
 * which is as current as the socket. Times are monotonic ms, `serverNow` is ms
 * since 1970.
 */
export function tileStaleness(
  tile: { stream: Heard; promiseMs: number | null },
  connection: Pick<ConnectionState, 'lastItemAt'>,
  status: HubStatus | null,
  monotonicNow: number,
  serverNow: number | null,
): Staleness | null {
  const socketSilence = monotonicNow - (connection.lastItemAt ?? 0)
  if (socketSilence > SOCKET_STALE_MS) return { cause: 'socket', forMs: socketSilence }
  const streamSilence = monotonicNow - (tile.stream.lastItemAt ?? 0)
  if (tile.stream.refusal) return { cause: 'refused', forMs: streamSilence }
  if (status && !status.storage.available)
    return { cause: 'storage', forMs: Math.max(0, (serverNow ?? 0) - Date.parse(status.storage.since)) }
  if (tile.promiseMs !== null && streamSilence > tile.promiseMs)
    return { cause: 'stream', forMs: streamSilence }
  return null
}
