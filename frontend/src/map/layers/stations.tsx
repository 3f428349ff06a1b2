import type { LayerSpecification } from 'maplibre-gl'
import type { Mark } from '@/live/staleness'
import { MarkShape } from '@/ui/LinkMark'
import { LABEL_FONT, type LegendEntry, type MapLayer, type Paint, points } from './layer'

/** A station as the map shows it. */
export interface MapStation {
  code: string
  name: string
  latitude: number
  longitude: number
  mark: Mark
}

// Stations in trouble are labelled before those that speak.
const urgency: Record<Mark, number> = { stale: 0, never: 1, unknown: 2, live: 3, withheld: 4, idle: 5 }
const byUrgency = (Object.keys(urgency) as Mark[]).sort((a, b) => urgency[a] - urgency[b])

/** Stations whose symbols would cover each other are drawn as one, px at 1080p, until this zoom. */
const CLUSTER_RADIUS = 14
const CLUSTER_UNTIL = 13

const entry = (mark: Mark): LegendEntry<MapStation> => ({
  word: mark,
  Shape: () => <MarkShape mark={mark} />,
  of: (row) => row.mark === mark,
})

/** Each station by its state, told by colour and shape alike. */
export const stations: MapLayer<MapStation> = {
  title: 'stations',
  on: ['county', 'incident', 'desk', 'phone'],
  order: 50,
  chosen: true,
  legend: (['live', 'stale', 'never', 'unknown', 'withheld', 'idle'] as const).map(entry),
  clusters: (scale) => ({
    cluster: true,
    clusterRadius: CLUSTER_RADIUS * scale,
    clusterMaxZoom: CLUSTER_UNTIL,
    clusterProperties: { urgency: ['min', ['get', 'urgency']] },
  }),
  features: (rows) =>
    points(rows, ({ code, name, mark }) => ({ key: code, name, mark, urgency: urgency[mark] })),
  text: ({ name }) => name,
  draw: (source, paint) => [single(source, paint), cluster(source, paint)],
}

const single = (source: string, { colour, scale }: Paint): LayerSpecification => ({
  id: source,
  type: 'symbol',
  source,
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
})

/** Stations that lie too close to be told apart: how many, by the state of the worst. */
const cluster = (source: string, { colour, scale }: Paint): LayerSpecification => ({
  id: `${source}-clusters`,
  type: 'symbol',
  source,
  filter: ['has', 'point_count'],
  layout: {
    'icon-image': ['image', ['at', ['get', 'urgency'], ['literal', byUrgency]]],
    'icon-size': scale * 1.25,
    'icon-allow-overlap': true,
    'text-field': ['concat', '×', ['to-string', ['get', 'point_count']]],
    'text-font': [LABEL_FONT],
    'text-size': 18 * scale,
    'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
    'text-radial-offset': 0.8,
    'text-justify': 'auto',
    'text-optional': true,
  },
  paint: {
    'text-color': ['match', ['get', 'urgency'], 0, colour('stale'), colour('text')],
    'text-halo-color': colour('ground'),
    'text-halo-width': 1.5 * scale,
  },
})
