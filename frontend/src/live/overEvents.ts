import type { StationEvent } from './stationEvents'

/** What tells the end of what. */
const ends = {
  COVER_OPENED: 'COVER_CLOSED',
  POWER_OFF: 'POWER_ON',
  PROBE_FAULT: 'PROBE_RESTORED',
  NOZZLE_FAULT: 'NOZZLE_RESTORED',
} as const

type Told = Extract<StationEvent, { __typename: 'DeviceEvent' }>

const at = (e: Told) => `${e.station.code} ${e.concernedTank?.number ?? ''} ${e.nozzle?.number ?? ''}`

/**
 * The sequences of the events whose end is told by a later one of the same place. It is
 * the time of happening that counts: devices tell late and out of order.
 */
export function overEvents(events: readonly StationEvent[]): ReadonlySet<number> {
  const told = events.filter((e) => e.__typename === 'DeviceEvent')
  const over = new Set<number>()
  for (const e of told) {
    const end = ends[e.kind as keyof typeof ends]
    const ended = (other: Told) =>
      other.kind === end && at(other) === at(e) && Date.parse(other.happenedAt) >= Date.parse(e.happenedAt)
    if (end && told.some(ended)) over.add(e.sequence)
  }
  return over
}
