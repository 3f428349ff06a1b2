import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import './archive'
import { Map as GlMap, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLanguage, useTranslation } from '@/i18n'
import { type Basemap, styleOf } from './basemap'
import { addLayers, paintOf, showRows } from './drawing'
import type { LayerId, MapRows } from './layers'
import { LABEL_FONT, type MapFace } from './layers/layer'
import { MapLegend } from './MapLegend'
import { addShapes } from './shapes'
import { useBasemapLost } from './useBasemapLost'
import { useOutline } from './useOutline'

setWorkerUrl(workerUrl)

interface Props {
  face: MapFace
  geometry: Basemap & { bounds: number[]; outlineUrl: string }
  rows: Omit<MapRows, 'outline'>
  /** What the map is drawn to, degrees; null for the whole county. */
  focus: { latitude: number; longitude: number } | null
  onChoose(layer: LayerId, key: string): void
}

/** How far around what it is drawn to the map reaches, degrees of latitude: about 7 km. */
const AROUND = 0.06

/** Room around the county. */
const margin = ({ clientHeight: h }: HTMLElement) => h * 0.03

/** The county with the layers of a face, as the registry has them. */
export default function CountyMap({ face, geometry, rows: given, focus, onChoose }: Props) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<GlMap | null>(null)
  const [gl, setGl] = useState<GlMap | null>(null)
  const [failed, setFailed] = useState(false)
  const [below, setBelow] = useState(0)
  const shown = useRef(false)
  const choose = useRef(onChoose)
  choose.current = onChoose
  const language = useLanguage()
  const { basemapUrl, basemapVector, basemapLabelsUrl, basemapGcj02: gcj02, basemapAttribution } = geometry
  const outline = useOutline(geometry.outlineUrl)
  const rows = useMemo((): MapRows => ({ ...given, outline }), [given, outline])
  const lost = useBasemapLost(gl)
  const whole = geometry.bounds as [number, number, number, number]
  const [west, south, east, north] = focus
    ? [focus.longitude - AROUND, focus.latitude - AROUND, focus.longitude + AROUND, focus.latitude + AROUND]
    : whole

  useEffect(() => {
    const container = frame.current
    if (!container) return
    const paint = paintOf(container, Boolean(basemapUrl))
    let gl: GlMap
    try {
      gl = new GlMap({
        container,
        style: styleOf({ basemapUrl, basemapVector, basemapLabelsUrl }, paint, language),
        bounds: [west, south, east, north],
        fitBoundsOptions: { padding: margin(container) },
        attributionControl: false,
        dragRotate: false,
        fadeDuration: 0,
        // Labels are drawn from the page's fonts; none of them from a server.
        localIdeographFontFamily: LABEL_FONT,
      })
    } catch {
      setFailed(true)
      return
    }
    setGl(gl)
    // Not 'load', which waits for a basemap: one that is away must not take the stations with it.
    gl.once('style.load', () => {
      addShapes(gl, paint)
      addLayers(gl, face, paint, (layer, key) => choose.current(layer, key))
      setMap(gl)
    })
    // Whoever takes a picture of it waits for this.
    gl.on('idle', () => {
      if (shown.current) container.dataset.drawn = ''
    })
    const resized = new ResizeObserver(() => {
      gl.fitBounds([west, south, east, north], { padding: margin(container), animate: false })
    })
    resized.observe(container)
    return () => {
      resized.disconnect()
      setMap(null)
      setGl(null)
      gl.remove()
    }
  }, [face, basemapUrl, basemapVector, basemapLabelsUrl, language, west, south, east, north])

  useEffect(() => {
    if (!map) return
    shown.current = (rows.stations?.length ?? 0) > 0
    showRows(map, face, rows, gcj02)
  }, [map, face, rows, gcj02])

  return (
    <>
      <div
        className="county-map"
        ref={frame}
        style={{ position: 'absolute', inset: 0, bottom: failed ? 0 : below }}
      >
        {failed && <p className="failure">{t('map.noGraphics')}</p>}
      </div>
      {!failed && <MapLegend face={face} rows={rows} onHeight={setBelow} />}
      {!failed && basemapUrl && (
        <p
          className={`map-source ${lost ? 'lost' : ''}`}
          role="status"
          style={{ bottom: `calc(${below}px + var(--space-3))` }}
        >
          {lost && <b>▲ {t('map.basemapLost')}</b>}
          <span>{basemapAttribution}</span>
        </p>
      )}
    </>
  )
}
