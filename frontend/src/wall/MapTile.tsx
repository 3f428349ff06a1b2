import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import type { Area, CountyStation } from '@/gql/county'
import type { HubQuery } from '@/gql/generated/graphql'
import { useLanguage, useNamed, useTranslation } from '@/i18n'
import type { Mark } from '@/live/staleness'
import type { StreamState } from '@/live/stream'
import { TELEMETRY_STALE_MS, type Telemetry } from '@/live/telemetry'
import { MarkShape } from '@/ui/LinkMark'
import type { StationMarks } from './stationMarks'
import { Tile } from './Tile'

const CountyMap = lazy(() => import('@/map/CountyMap'))
const explained: Mark[] = ['live', 'stale', 'never', 'idle']
const explainedWithout: Mark[] = ['withheld', 'idle']

interface Props {
  hub: HubQuery['hub']
  stream: StreamState<Telemetry>
  stations: readonly CountyStation[]
  areas: readonly Area[]
  marks: StationMarks
}

/** The county with each station by its state. */
export function MapTile({ hub, stream, stations, areas, marks }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const language = useLanguage()
  const navigate = useNavigate()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `named` changes with the language only
  const points = useMemo(
    () =>
      stations.map((s) => ({
        code: s.code,
        name: named(s),
        latitude: s.latitude,
        longitude: s.longitude,
        mark: marks.get(s.code) ?? ('unknown' as const),
      })),
    [stations, marks, language],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const places = useMemo(
    () =>
      areas
        .filter((a) => a.kind !== 'COUNTY')
        .map((a) => ({ name: named(a), latitude: a.latitude, longitude: a.longitude })),
    [areas, language],
  )
  const linked = !stream.withheld.includes('equipment:read')
  const heard = [...stream.value.devices.values()].map((d) => d.lastHeardAt)
  const newest = heard.reduce((latest, at) => (at && (!latest || at > latest) ? at : latest), null)
  return (
    <Tile
      area="map"
      title={t('map.title')}
      needs="station:read"
      stream={stream}
      promiseMs={TELEMETRY_STALE_MS}
      newest={linked ? newest : undefined}
    >
      {hub.map ? (
        <Suspense fallback={null}>
          <CountyMap
            geometry={hub.map}
            stations={points}
            places={places}
            onSelect={(code) => void navigate({ to: '/station/$code', params: { code } })}
          />
        </Suspense>
      ) : (
        <p className="calm">{t('map.noOutline')}</p>
      )}
      <ul className="map-legend">
        {(linked ? explained : explainedWithout).map((mark) => (
          <li key={mark}>
            <MarkShape mark={mark} />
            {t(`mark.${mark}`)}
          </li>
        ))}
      </ul>
    </Tile>
  )
}
