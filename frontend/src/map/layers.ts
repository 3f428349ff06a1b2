import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, Map as GlMap, LayerSpecification } from 'maplibre-gl'
import type { Grade } from '@/gql/generated/graphql'
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

/** An incident where it happened. */
export interface MapIncident {
  name: string
  latitude: number
  longitude: number
  grade: Grade
  /** It stands out. */
  leading: boolean
}

/** The bundled font: without a glyph server, labels are drawn from the page's fonts. */
export const LABEL_FONT = 'Noto Sans SC Variable'

const point = (longitude: number, latitude: number) => ({
  type: 'Point' as const,
  coordinates: [longitude, latitude],
})

// Stations in trouble are labelled before those that speak.
const urgency: Record<Mark, number> = { stale: 0, never: 1, unknown: 2, live: 3, withheld: 4, idle: 5 }

const byUrgency = (Object.keys(urgency) as Mark[]).sort((a, b) => urgency[a] - urgency[b])

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

export const incidentFeatures = (incidents: readonly MapIncident[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: incidents.map((i) => ({
    type: 'Feature',
    geometry: point(i.longitude, i.latitude),
    properties: { name: i.name, grade: i.grade, leading: i.leading },
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
      filter: ['!', ['has', 'point_count']],
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
    clusterLayer(colour, scale),
    ...incidentLayers(colour, scale),
  ]
}

/** Stations that lie too close to be told apart: how many, by the state of the worst. */
function clusterLayer(colour: (name: string) => string, scale: number): LayerSpecification {
  return {
    id: 'station-clusters',
    type: 'symbol',
    source: 'stations',
    filter: ['has', 'point_count'],
    layout: {
      'icon-image': ['image', ['at', ['get', 'urgency'], ['literal', byUrgency]]],
      'icon-size': scale * 1.25,
      'icon-allow-overlap': true,
      'text-field': ['concat', '×', ['to-string', ['get', 'point_count']]],
      'text-font': [LABEL_FONT],
      'text-size': 18 * scale,
      'text-anchor': 'left',
      'text-offset': [0.8, 0],
      'text-allow-overlap': true,
    },
    paint: {
      'text-color': ['match', ['get', 'urgency'], 0, colour('stale'), colour('text')],
      'text-halo-color': colour('ground'),
      'text-halo-width': 1.5 * scale,
    },
  }
}

/** Incidents lie over all else: a ring in the colour of the grade with a point in it, and the number. */
function incidentLayers(colour: (name: string) => string, scale: number): LayerSpecification[] {
  const source = 'incidents'
  const gradeColour = [
    'match',
    ['get', 'grade'],
    'EXTRAORDINARY',
    colour('grade-extraordinary'),
    'MAJOR',
    colour('grade-major'),
    'LARGER',
    colour('grade-larger'),
    'GENERAL',
    colour('grade-general'),
    'UNDETERMINED',
    colour('grade-undetermined'),
    colour('grade-below'),
  ] as ExpressionSpecification
  return [
    {
      id: 'incident-rings',
      type: 'circle',
      source,
      paint: {
        'circle-radius': ['case', ['get', 'leading'], 26 * scale, 16 * scale],
        'circle-color': gradeColour,
        'circle-opacity': 0.25,
        'circle-stroke-color': gradeColour,
        'circle-stroke-width': 4 * scale,
      },
    },
    {
      id: 'incidents',
      type: 'circle',
      source,
      paint: { 'circle-radius': 6 * scale, 'circle-color': gradeColour },
    },
    {
      id: 'incident-numbers',
      type: 'symbol',
      source,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [LABEL_FONT],
        'text-size': ['case', ['get', 'leading'], 26 * scale, 20 * scale],
        'text-anchor': 'bottom',
        'text-offset': [0, -1.2],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': gradeColour,
        'text-halo-color': colour('ground'),
        'text-halo-width': 3 * scale,
      },
    },
  ]
}
