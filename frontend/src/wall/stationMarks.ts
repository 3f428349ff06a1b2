import { useMemo } from 'react'
import type { CountyStation } from '@/gql/county'
import { linkState, worstLink } from '@/live/staleness'
import type { DeviceLink } from '@/live/telemetry'
import type { Mark } from '@/ui/LinkMark'

export type StationMarks = ReadonlyMap<string, Mark>

/** How each station, by code, is shown: only operating ones can be silent. */
export function stationMarks(
  stations: readonly CountyStation[],
  links: ReadonlyMap<string, DeviceLink>,
  serverNow: number | null,
): Map<string, Mark> {
  return new Map(
    stations.map((s) => [
      s.code,
      s.status === 'OPERATING'
        ? worstLink(s.devices.map((d) => linkState(links.get(d.id), serverNow)))
        : 'idle',
    ]),
  )
}

/** The same object for as long as no mark differs, so that the map is drawn only for a change. */
export function useStationMarks(
  stations: readonly CountyStation[],
  links: ReadonlyMap<string, DeviceLink>,
  serverNow: number | null,
): StationMarks {
  const next = stationMarks(stations, links, serverNow)
  const key = [...next].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the marks
  return useMemo(() => next, [key])
}
