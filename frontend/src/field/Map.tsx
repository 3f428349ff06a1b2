import type { FeatureCollection, Polygon } from 'geojson'
import { Fragment, type ReactNode, useCallback, useState } from 'react'
import { useClient } from 'urql'
import type { FieldMapQuery } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { type LayerId, layersOn } from '@/map/layers'
import { type FieldIncident, FieldMapDocument } from './documents'
import { Freshness } from './Frame'
import { legible } from './legible'
import { useKept } from './useKept'

interface County {
  data: FieldMapQuery
  outline: FeatureCollection<Polygon>
}

const WIDTH = 360
/** Of names of areas, in units of the drawing at its whole size. */
const NAME = 15

/** The county drawn as lines and marks: no tiles, no graphics chip, no network. */
export function MapScreen({
  incidents,
  leading,
}: {
  incidents: readonly FieldIncident[]
  leading: FieldIncident | null
}) {
  const { t } = useTranslation()
  const named = useNamed()
  const client = useClient()
  const [zoom, setZoom] = useState(1)
  const read = useCallback(async (): Promise<County | null> => {
    const { data } = await client.query(FieldMapDocument, {}, { requestPolicy: 'network-only' }).toPromise()
    if (!data?.hub.map) return null
    const answer = await fetch(data.hub.map.outlineUrl).catch(() => null)
    return answer?.ok ? { data, outline: await answer.json() } : null
  }, [client])
  const kept = useKept('map', read)
  const map = kept.value?.data.hub.map
  if (!kept.value || !map)
    return (
      <>
        <h1>{t('field.map.title')}</h1>
        <p className="field-empty">{t('field.map.notKept')}</p>
      </>
    )
  const [west = 0, south = 0, east = 1, north = 1] = map.bounds
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = WIDTH / ((east - west) * squeeze)
  const x = (longitude: number) => (longitude - west) * squeeze * scale
  const y = (latitude: number) => (north - latitude) * scale
  const height = y(south)
  const placeOf = (i: FieldIncident) =>
    typeof i.latitude === 'number' && typeof i.longitude === 'number'
      ? { latitude: i.latitude, longitude: i.longitude }
      : i.station
  const at = leading && placeOf(leading)
  const centre = at ? { x: x(at.longitude), y: y(at.latitude) } : { x: WIDTH / 2, y: height / 2 }
  const view =
    zoom === 1
      ? `-8 -8 ${WIDTH + 16} ${height + 16}`
      : `${centre.x - WIDTH / zoom / 2} ${centre.y - height / zoom / 2} ${WIDTH / zoom} ${height / zoom}`
  const names = legible(
    (kept.value.data.areas ?? [])
      .filter((a) => a.kind !== 'COUNTY')
      .map((a) => ({
        key: a.code,
        text: named(a),
        x: x(a.longitude) * zoom,
        y: y(a.latitude) * zoom - 10,
      })),
    NAME,
  )
  const lines = kept.value.outline.features.flatMap((f) => f.geometry.coordinates)
  // What is drawn, in which order and by which name is told by the layers of every map.
  const drawn: Record<LayerId, { sign?: string; picture: ReactNode }> = {
    outline: {
      picture: (
        <path
          d={lines
            .map(
              (ring) =>
                `M${ring.map(([lon = 0, lat = 0]) => `${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`).join('L')}Z`,
            )
            .join('')}
        />
      ),
    },
    places: {
      picture: names.map((n) => (
        <text key={n.key} className="area" x={n.x / zoom} y={n.y / zoom} fontSize={NAME / zoom}>
          {n.text}
        </text>
      )),
    },
    stations: {
      sign: '■',
      picture: kept.value.data.stations?.edges.map(({ node: s }) => (
        <g key={s.code} className="station">
          <rect
            x={x(s.longitude) - 4 / zoom}
            y={y(s.latitude) - 4 / zoom}
            width={8 / zoom}
            height={8 / zoom}
          />
          {zoom > 1 && (
            <text x={x(s.longitude) + 7 / zoom} y={y(s.latitude) + 4 / zoom} fontSize={12 / zoom}>
              {named(s)}
            </text>
          )}
        </g>
      )),
    },
    incidents: {
      sign: '▼',
      picture: incidents.map((i) => {
        const p = placeOf(i)
        return (
          p && (
            <g key={i.id} className="incident">
              <path d={`M${x(p.longitude)} ${y(p.latitude)}l${-9 / zoom} ${-18 / zoom}h${18 / zoom}z`} />
              <text x={x(p.longitude)} y={y(p.latitude) - 22 / zoom} fontSize={14 / zoom}>
                {i.number}
              </text>
            </g>
          )
        )
      }),
    },
  }
  const shown = layersOn('phone')
  const legend = shown.flatMap(({ id, layer }) =>
    drawn[id].sign ? `${drawn[id].sign} ${t(`map.layer.${layer.title}`)}` : [],
  )
  return (
    <>
      <h1>{t('field.map.title')}</h1>
      <Freshness kept={kept} />
      {leading && !at && <p className="field-told">{t('field.map.noPlace')}</p>}
      <svg className="field-map" viewBox={view} role="img" aria-label={t('field.map.drawing')}>
        {shown.map(({ id }) => (
          <Fragment key={id}>{drawn[id].picture}</Fragment>
        ))}
      </svg>
      <div className="field-acts">
        <button
          type="button"
          onClick={() => setZoom((z) => Math.max(1, z / 2))}
          aria-label={t('field.map.zoomOut')}
        >
          −
        </button>
        <button type="button" onClick={() => setZoom(1)}>
          {t('field.map.whole')}
        </button>
        <button
          type="button"
          onClick={() => setZoom((z) => Math.min(16, z * 2))}
          aria-label={t('field.map.zoomIn')}
        >
          +
        </button>
      </div>
      <p className="field-soft">{legend.reverse().join(' · ')}</p>
    </>
  )
}
