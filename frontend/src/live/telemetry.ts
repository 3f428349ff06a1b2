import { graphql } from '@/gql/generated'
import type { StationTelemetrySubscription } from '@/gql/generated/graphql'
import { serverClock } from './clock'
import { createStream, type Stream } from './stream'

const StationTelemetryDocument = graphql(`
  subscription StationTelemetry($filter: StationFilter, $minIntervalMs: Int!) {
    stationTelemetry(filter: $filter, minIntervalMs: $minIntervalMs) {
      sequence
      kind
      serverTime
      storageAvailable
      tanks {
        tankId
        measuredAt
        receivedAt
        level
        volume
        volume20
        temperature
        waterLevel
        waterVolume
      }
      sales {
        nozzleId
        soldAt
        receivedAt
        volume
        price
        amount
        totalizer
      }
      devices {
        deviceId
        stationId
        lastHeardAt
        staleAfterSeconds
      }
    }
  }
`)

export type TelemetryUpdate = StationTelemetrySubscription['stationTelemetry']
export type TankReading = NonNullable<TelemetryUpdate['tanks']>[number]
export type Sale = NonNullable<TelemetryUpdate['sales']>[number]
export type DeviceLink = NonNullable<TelemetryUpdate['devices']>[number]

/** The latest of every sensor. */
export interface Telemetry {
  sequence: number
  tanks: ReadonlyMap<string, TankReading>
  devices: ReadonlyMap<string, DeviceLink>
  /** Latest sale of each nozzle. */
  sales: ReadonlyMap<string, Sale>
  /** The last sales of all, newest first. */
  recent: readonly Sale[]
}

const RECENT = 24

export const noTelemetry: Telemetry = {
  sequence: 0,
  tanks: new Map(),
  devices: new Map(),
  sales: new Map(),
  recent: [],
}

const newestFirst = (a: Sale, b: Sale) =>
  b.soldAt.localeCompare(a.soldAt) || b.receivedAt.localeCompare(a.receivedAt)

/** A snapshot replaces all; a change replaces what spoke. The same for both, in one pass over a frame's items. */
export function reduceTelemetry(value: Telemetry, updates: readonly TelemetryUpdate[]): Telemetry {
  let from = updates.findLastIndex((u) => u.kind === 'SNAPSHOT')
  const base = from < 0 ? value : noTelemetry
  if (from < 0) from = 0
  const tanks = new Map(base.tanks)
  const devices = new Map(base.devices)
  const sales = new Map(base.sales)
  const sold: Sale[] = []
  for (const update of updates.slice(from)) {
    for (const reading of update.tanks ?? []) tanks.set(reading.tankId, reading)
    for (const link of update.devices ?? []) devices.set(link.deviceId, link)
    for (const sale of update.sales ?? []) {
      sales.set(sale.nozzleId, sale)
      sold.push(sale)
    }
  }
  const recent =
    sold.length === 0 ? base.recent : [...sold, ...base.recent].sort(newestFirst).slice(0, RECENT)
  return { sequence: updates.at(-1)?.sequence ?? value.sequence, tanks, devices, sales, recent }
}

/** A change comes at least every 5 s, if only an empty one. */
export const TELEMETRY_STALE_MS = 8_000

/** Live telemetry of one station, or of all. */
export const createTelemetry = (station?: string): Stream<Telemetry> =>
  createStream({
    document: StationTelemetryDocument,
    variables: () => ({ filter: station ? { stations: [station] } : null, minIntervalMs: 1_000 }),
    initial: noTelemetry,
    reduce: (value, items) => {
      for (const item of items) serverClock.sample(item.stationTelemetry.serverTime)
      return reduceTelemetry(
        value,
        items.map((i) => i.stationTelemetry),
      )
    },
  })
