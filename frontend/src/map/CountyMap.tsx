import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as GlMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '@/i18n'
import {
  incidentFeatures,
  LABEL_FONT,
  type MapIncident,
  type MapPlace,
  type MapStation,
  mapLayers,
  placeFeatures,
  setData,
  stationFeatures,
} from './layers'
import { addShapes } from './shapes'

setWorkerUrl(workerUrl)

interface Geometry {
  bounds: number[]
  outlineUrl: string
  basemapUrl?: string | null
}

interface Props {
  geometry: Geometry
  stations: readonly MapStation[]
  places: readonly MapPlace[]
  incidents: readonly MapIncident[]
  onSelect(code: string): void
}

/** What lies under our own layers: nothing, the county's tiles, or its style. */
function basemap(url: string | null | undefined): StyleSpecification | string {
  const empty: StyleSpecification = { version: 8, sources: {}, layers: [] }
  if (!url) return empty
  if (!url.includes('{z}')) return url
  return {
    version: 8,
    sources: { basemap: { type: 'raster', tiles: [url], tileSize: 256 } },
    layers: [{ id: 'basemap', type: 'raster', source: 'basemap', paint: { 'raster-opacity': 0.6 } }],
  }
}

/** Room around the county; below it stands the legend. */
const margins = ({ clientHeight: h }: HTMLElement) => ({
  top: h * 0.03,
  right: h * 0.03,
  bottom: h * 0.09,
  left: h * 0.03,
})

/** A label that is drawn before its font slice is there stays tofu for good: fetch the slices first. */
const loadGlyphs = (texts: readonly string[]): Promise<unknown> =>
  document.fonts.load(`24px '${LABEL_FONT}'`, texts.join(''))

/** The county with its stations as symbols by state, and its incidents. */
export default function CountyMap({ geometry, stations, places, incidents, onSelect }: Props) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<GlMap | null>(null)
  const [failed, setFailed] = useState(false)
  const select = useRef(onSelect)
  select.current = onSelect
  const { outlineUrl, basemapUrl } = geometry
  const [west, south, east, north] = geometry.bounds as [number, number, number, number]

  useEffect(() => {
    const container = frame.current
    if (!container) return
    let gl: GlMap
    try {
      gl = new GlMap({
        container,
        style: basemap(basemapUrl),
        bounds: [west, south, east, north],
        fitBoundsOptions: { padding: margins(container) },
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
    // A basemap that is away must not take the stations with it.
    gl.on('error', ({ error }) => console.warn('map', error.message))
    gl.on('load', () => {
      const style = getComputedStyle(container)
      const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
      addShapes(gl, style)
      gl.addSource('outline', { type: 'geojson', data: outlineUrl })
      gl.addSource('places', { type: 'geojson', data: placeFeatures([]) })
      gl.addSource('stations', { type: 'geojson', data: stationFeatures([]) })
      gl.addSource('incidents', { type: 'geojson', data: incidentFeatures([]) })
      for (const layer of mapLayers(style, scale)) gl.addLayer(layer)
      gl.on('click', 'stations', (event) => {
        const code = event.features?.[0]?.properties?.code
        if (typeof code === 'string') select.current(code)
      })
      setMap(gl)
    })
    const resized = new ResizeObserver(() => {
      gl.fitBounds([west, south, east, north], { padding: margins(container), animate: false })
    })
    resized.observe(container)
    return () => {
      resized.disconnect()
      setMap(null)
      gl.remove()
    }
  }, [outlineUrl, basemapUrl, west, south, east, north])

  useEffect(() => {
    if (!map || stations.length === 0) return
    let gone = false
    const names = [...stations.map((s) => s.name), ...places.map((p) => p.name)]
    void loadGlyphs(names).finally(() => {
      if (gone) return
      setData(map, 'places', placeFeatures(places))
      setData(map, 'stations', stationFeatures(stations))
    })
    return () => {
      gone = true
    }
  }, [map, stations, places])

  useEffect(() => {
    if (!map) return
    let gone = false
    void loadGlyphs(incidents.map((i) => i.name)).finally(() => {
      if (!gone) setData(map, 'incidents', incidentFeatures(incidents))
    })
    return () => {
      gone = true
    }
  }, [map, incidents])

  return (
    <div className="county-map" ref={frame} style={{ position: 'absolute', inset: 0 }}>
      {failed && <p className="failure">{t('map.noGraphics')}</p>}
    </div>
  )
}
