import 'maplibre-gl/dist/maplibre-gl.css'
import {
  addProtocol,
  type GeoJSONSource,
  Map as GlMap,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { Protocol } from 'pmtiles'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '@/i18n'
import { moved, movedPlaces } from './datum'
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
addProtocol('pmtiles', new Protocol().tile)

interface Geometry {
  bounds: number[]
  outlineUrl: string
  basemapUrl?: string | null
  /** The basemap is drawn in GCJ-02. */
  basemapGcj02: boolean
}

interface Props {
  geometry: Geometry
  stations: readonly MapStation[]
  places: readonly MapPlace[]
  incidents: readonly MapIncident[]
  /** What the map is drawn to, degrees; null for the whole county. */
  focus: { latitude: number; longitude: number } | null
  onSelect(code: string): void
}

/** What lies under our own layers: nothing, tiles by the hub, or a file of them on it. */
function basemap(url: string | null | undefined): StyleSpecification {
  if (!url) return { version: 8, sources: {}, layers: [] }
  const at = new URL(url, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')
  const source = url.endsWith('.pmtiles') ? { url: `pmtiles://${at}` } : { tiles: [at] }
  return {
    version: 8,
    sources: { basemap: { type: 'raster', tileSize: 256, ...source } },
    layers: [{ id: 'basemap', type: 'raster', source: 'basemap', paint: { 'raster-opacity': 0.6 } }],
  }
}

/** How far around what it is drawn to the map reaches, degrees of latitude: about 7 km. */
const AROUND = 0.06

/** Room around the county; below it stands the legend. */
const margins = ({ clientHeight: h }: HTMLElement) => ({
  top: h * 0.03,
  right: h * 0.03,
  bottom: h * 0.09,
  left: h * 0.03,
})

/** Stations whose symbols would cover each other are drawn as one, px at 1080p, until this zoom. */
const CLUSTER_RADIUS = 14
const CLUSTER_UNTIL = 13

/** The county's outline where a basemap in GCJ-02 has it. */
async function movedOutline(map: GlMap, url: string): Promise<void> {
  const response = await fetch(url).catch(() => null)
  if (response?.ok) setData(map, 'outline', moved(await response.json()))
}

/** A label that is drawn before its font slice is there stays tofu for good: fetch the slices first. */
const loadGlyphs = (texts: readonly string[]): Promise<unknown> =>
  document.fonts.load(`24px '${LABEL_FONT}'`, texts.join(''))

/** The county with its stations as symbols by state, and its incidents. */
export default function CountyMap({ geometry, stations, places, incidents, focus, onSelect }: Props) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<GlMap | null>(null)
  const [failed, setFailed] = useState(false)
  const select = useRef(onSelect)
  select.current = onSelect
  const { outlineUrl, basemapUrl, basemapGcj02: gcj02 } = geometry
  const whole = geometry.bounds as [number, number, number, number]
  const [west, south, east, north] = focus
    ? [focus.longitude - AROUND, focus.latitude - AROUND, focus.longitude + AROUND, focus.latitude + AROUND]
    : whole

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
      gl.addSource('outline', {
        type: 'geojson',
        data: gcj02 ? { type: 'FeatureCollection', features: [] } : outlineUrl,
      })
      if (gcj02) void movedOutline(gl, outlineUrl)
      gl.addSource('places', { type: 'geojson', data: placeFeatures([]) })
      gl.addSource('stations', {
        type: 'geojson',
        data: stationFeatures([]),
        cluster: true,
        clusterRadius: CLUSTER_RADIUS * scale,
        clusterMaxZoom: CLUSTER_UNTIL,
        clusterProperties: { urgency: ['min', ['get', 'urgency']] },
      })
      gl.addSource('incidents', { type: 'geojson', data: incidentFeatures([]) })
      for (const layer of mapLayers(style, scale)) gl.addLayer(layer)
      gl.on('click', 'stations', (event) => {
        const code = event.features?.[0]?.properties?.code
        if (typeof code === 'string') select.current(code)
      })
      gl.on('click', 'station-clusters', ({ features, lngLat }) => {
        const id = features?.[0]?.properties?.cluster_id
        const source = gl.getSource<GeoJSONSource>('stations')
        if (typeof id === 'number')
          void source?.getClusterExpansionZoom(id).then((zoom) => gl.easeTo({ center: lngLat, zoom }))
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
  }, [outlineUrl, basemapUrl, gcj02, west, south, east, north])

  useEffect(() => {
    if (!map || stations.length === 0) return
    let gone = false
    const names = [...stations.map((s) => s.name), ...places.map((p) => p.name)]
    void loadGlyphs(names).finally(() => {
      if (gone) return
      setData(map, 'places', placeFeatures(movedPlaces(places, gcj02)))
      setData(map, 'stations', stationFeatures(movedPlaces(stations, gcj02)))
    })
    return () => {
      gone = true
    }
  }, [map, stations, places, gcj02])

  useEffect(() => {
    if (!map) return
    let gone = false
    void loadGlyphs(incidents.map((i) => i.name)).finally(() => {
      if (!gone) setData(map, 'incidents', incidentFeatures(movedPlaces(incidents, gcj02)))
    })
    return () => {
      gone = true
    }
  }, [map, incidents, gcj02])

  return (
    <div className="county-map" ref={frame} style={{ position: 'absolute', inset: 0 }}>
      {failed && <p className="failure">{t('map.noGraphics')}</p>}
    </div>
  )
}
