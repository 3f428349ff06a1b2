import { useMemo } from 'react'
import type { CountyStation } from '@/gql/county'
import { type Mark, stationMark } from '@/live/staleness'
import type { StreamState } from '@/live/stream'
import type { Telemetry } from '@/live/telemetry'

export type StationMarks = ReadonlyMap<string, Mark>
type Told = Pick<StreamState<Telemetry>, 'value' | 'withheld'>

/** How each station, by code, is shown. */
export const stationMarks = (
  stations: readonly CountyStation[],
  told: Told,
  serverNow: number | null,
): Map<string, Mark> => new Map(stations.map((s) => [s.code, stationMark(s, told, serverNow)]))

/** The same object for as long as no mark differs, so that the map is drawn only for a change. */
export function useStationMarks(
  stations: readonly CountyStation[],
  told: Told,
  serverNow: number | null,
): StationMarks {
  const next = stationMarks(stations, told, serverNow)
  const key = [...next].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the marks
  return useMemo(() => next, [key])
}
