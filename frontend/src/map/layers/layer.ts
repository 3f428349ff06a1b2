import type { FeatureCollection } from 'geojson'
import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl'
import type { ComponentType } from 'react'
import type { map } from '@/i18n/map.zh'

/** Where a map is shown: the wall's county and its page of an incident, the desk, the phone. */
export type MapFace = 'county' | 'incident' | 'desk' | 'phone'

/** With what a layer is drawn. */
export interface Paint {
  /** The page's token of that name. */
  colour(token: string): string
  /** The page's root size over 16px. */
  scale: number
  /** Whether a basemap lies under it, which must stay visible. */
  over: boolean
}

/** A shape with its word; `of` tells of which rows, and without any of them it is left out. */
export interface LegendEntry<Row> {
  word: keyof typeof map.legend
  Shape: ComponentType
  of?(row: Row): boolean
}

/** One layer of every map of the hub, as data: the map itself knows none by name. */
export interface MapLayer<Row> {
  /** Its name, in `map.layer`. */
  title: keyof typeof map.layer
  /** On which faces it is shown. */
  on: readonly MapFace[]
  /** Greater lies over lesser; each has its own. */
  order: number
  /** Below this zoom it is left out. */
  minZoom?: number
  /** Rows that lie too close to be told apart become one; by `draw`, too. */
  clusters?(scale: number): Partial<GeoJSONSourceSpecification>
  /** Whether a click on one of its rows is told, by the property `key` of its feature. */
  chosen?: boolean
  legend: readonly LegendEntry<Row>[]
  /** Its rows in CGCS2000; the map moves them where its basemap needs it. */
  features(rows: readonly Row[]): FeatureCollection
  /** The text of a row, whose glyphs have to be there before it is drawn. */
  text(row: Row): string
  /** How it is drawn from the source of its name; layers of clusters end in `-clusters`. */
  draw(source: string, paint: Paint): LayerSpecification[]
}

/** The bundled font: without a glyph server, labels are drawn from the page's fonts. */
export const LABEL_FONT = 'Noto Sans SC Variable'

interface Place {
  latitude: number
  longitude: number
}

/** Rows as points with what is drawn of them. */
export const points = <Row extends Place>(
  rows: readonly Row[],
  properties: (row: Row) => Record<string, unknown>,
): FeatureCollection => ({
  type: 'FeatureCollection',
  features: rows.map((row) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [row.longitude, row.latitude] },
    properties: properties(row),
  })),
})
