import type { Feature } from 'geojson'
import type { MapLayer } from './layer'

/** The county's border, and its ground where nothing lies under it. */
export const outline: MapLayer<Feature> = {
  title: 'outline',
  on: ['county', 'incident', 'desk', 'phone'],
  order: 10,
  legend: [],
  features: (rows) => ({ type: 'FeatureCollection', features: [...rows] }),
  text: () => '',
  draw: (source, { colour, scale, over }) => [
    {
      id: 'county',
      type: 'fill',
      source,
      paint: { 'fill-color': colour('surface-raised'), 'fill-opacity': over ? 0 : 0.75 },
    },
    {
      id: 'border',
      type: 'line',
      source,
      paint: { 'line-color': colour('accent'), 'line-width': 2 * scale, 'line-opacity': 0.8 },
    },
  ],
}
