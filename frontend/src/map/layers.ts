import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as GlMap, LayerSpecification } from 'maplibre-gl'
import type { Mark } from '@/live/staleness'

/** A station as the map shows it. */
export interface MapStation {
  code: string
  name: string
  latitude: number
  longitude: number
  mark: Mark
}

/** A township's name at its centre. */
export interface MapPlace {
  name: string
  latitude: number
  longitude: number
}

/** The bundled font: without a glyph server, labels are drawn from the page's fonts. */
export const LABEL_FONT = 'Noto Sans SC Variable'

const point = (longitude: number, latitude: number) => ({
  type: 'Point' as const,
  coordinates: [longitude, latitude],
})

// Stations in trouble are labelled before those that speak.
const urgency: Record<Mark, number> = { stale: 0, never: 1, unknown: 2, live: 3, withheld: 4, idle: 5 }

export const stationFeatures = (stations: readonly MapStation[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: stations.map((s) => ({
    type: 'Feature',
    geometry: point(s.longitude, s.latitude),
    properties: { code: s.code, name: s.name, mark: s.mark, urgency: urgency[s.mark] },
  })),
})

export const placeFeatures = (places: readonly MapPlace[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: places.map((p) => ({
    type: 'Feature',
    geometry: point(p.longitude, p.latitude),
    properties: { name: p.name },
  })),
})

export const setData = (map: GlMap, source: string, data: FeatureCollection): void => {
  map.getSource<GeoJSONSource>(source)?.setData(data)
}

/** `scale` is the page's root size over 16px: what is drawn grows with the display. */
export const mapLayers = (style: CSSStyleDeclaration, scale: number): LayerSpecification[] => {
  const colour = (name: string) => style.getPropertyValue(`--${name}`)
  return [
    {
      id: 'county',
      type: 'fill',
      source: 'outline',
      paint: { 'fill-color': colour('surface-raised'), 'fill-opacity': 0.75 },
    },
    {
      id: 'border',
      type: 'line',
      source: 'outline',
      paint: { 'line-color': colour('accent'), 'line-width': 2 * scale, 'line-opacity': 0.8 },
    },
    {
      id: 'places',
      type: 'symbol',
      source: 'places',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [LABEL_FONT],
        // Names are longer in Latin letters.
        'text-size': ['case', ['>', ['length', ['get', 'name']], 8], 15 * scale, 26 * scale],
        'text-letter-spacing': 0.12,
        // A watermark under the stations: it neither yields nor pushes.
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colour('text-faint'), 'text-opacity': 0.4 },
    },
    {
      id: 'stations',
      type: 'symbol',
      source: 'stations',
      layout: {
        'icon-image': ['get', 'mark'],
        'icon-size': scale,
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'urgency'],
        'text-field': ['get', 'name'],
        'text-font': [LABEL_FONT],
        'text-size': 18 * scale,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.9,
        'text-justify': 'auto',
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: {
        'text-color': ['match', ['get', 'mark'], 'stale', colour('stale'), colour('text')],
        'text-halo-color': colour('ground'),
        'text-halo-width': 1.5 * scale,
      },
    },
  ]
}
