import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import type { Area, CountyStation } from '@/gql/county'
import type { HubQuery } from '@/gql/generated/graphql'
import { useLanguage, useNamed, useTranslation } from '@/i18n'
import type { OpenIncident } from '@/live/incidents'
import type { MapRows } from '@/map/layers'
import type { MapIncident } from '@/map/layers/incidents'
import type { StationMarks } from './stationMarks'

const CountyMap = lazy(() => import('@/map/CountyMap'))

/** Where an incident is drawn: where it happened, else at its station; null where neither is known. */
export function pointOf(of: OpenIncident): { latitude: number; longitude: number } | null {
  const { latitude, longitude } = of
  if (typeof latitude === 'number' && typeof longitude === 'number') return { latitude, longitude }
  return of.station ? { latitude: of.station.latitude, longitude: of.station.longitude } : null
}

interface Props {
  hub: HubQuery['hub']
  stations: readonly CountyStation[]
  areas: readonly Area[]
  marks: StationMarks
  incidents: readonly OpenIncident[]
  /** The incident that stands out, by id. */
  leading: string | null
}

/** The county with each station by its state, and the open incidents. */
export function StationMap({ hub, stations, areas, marks, incidents, leading }: Props) {
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const marked = useMemo(
    () =>
      incidents.flatMap((i): MapIncident[] => {
        const at = pointOf(i)
        const name = `${i.number} ${t(`wallIncident.grade.${i.grade}`)}`
        return at ? [{ ...at, name, grade: i.grade, leading: i.id === leading }] : []
      }),
    [incidents, leading, language],
  )
  const rows = useMemo(
    (): MapRows => ({ stations: points, places, incidents: marked }),
    [points, places, marked],
  )
  const centre = leading === null ? undefined : incidents.find((i) => i.id === leading)
  const focus = centre ? pointOf(centre) : null
  if (!hub.map) return <p className="calm">{t('map.noOutline')}</p>
  return (
    <Suspense fallback={null}>
      <CountyMap
        face={leading === null ? 'county' : 'incident'}
        geometry={hub.map}
        rows={rows}
        focus={focus}
        onChoose={(_, code) => void navigate({ to: '/station/$code', params: { code } })}
      />
    </Suspense>
  )
}
