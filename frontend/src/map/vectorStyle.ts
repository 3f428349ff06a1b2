import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { LABEL_FONT, type Paint } from './layers/layer'

/**
 * A quiet style for vector tiles after Protomaps' schema, version 4: its layers
 * `earth`, `water`, `roads`, `boundaries` and `places`, told apart by `kind`. It stays
 * beneath what the hub itself has to say.
 */
export function vectorLayers(
  source: string,
  { colour, scale }: Pick<Paint, 'colour' | 'scale'>,
  language: string,
): LayerSpecification[] {
  const names: ExpressionSpecification =
    language === 'en'
      ? ['coalesce', ['get', 'name:en'], ['get', 'name']]
      : ['coalesce', ['get', 'name:zh-Hans'], ['get', 'name:zh'], ['get', 'name']]
  const major: ExpressionSpecification = ['in', ['get', 'kind'], ['literal', ['highway', 'major_road']]]
  const label = {
    'text-field': names,
    'text-font': [LABEL_FONT],
    'text-padding': 6 * scale,
  }
  const ink = {
    'text-color': colour('text-soft'),
    'text-halo-color': colour('ground'),
    'text-halo-width': 1.5 * scale,
  }
  const of = (layer: string) => ({ source, 'source-layer': layer })
  return [
    { id: 'earth', type: 'fill', ...of('earth'), paint: { 'fill-color': colour('surface') } },
    {
      id: 'water',
      type: 'fill',
      ...of('water'),
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour('water'), 'fill-opacity': 0.4 },
    },
    {
      id: 'rivers',
      type: 'line',
      ...of('water'),
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': colour('water'), 'line-width': 1.5 * scale, 'line-opacity': 0.6 },
    },
    {
      id: 'boundaries',
      type: 'line',
      ...of('boundaries'),
      paint: {
        'line-color': colour('text-faint'),
        'line-width': scale,
        'line-dasharray': [4, 3],
      },
    },
    {
      id: 'roads',
      type: 'line',
      ...of('roads'),
      filter: ['!=', ['get', 'kind'], 'path'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colour('idle'),
        'line-width': ['case', major, 3 * scale, 1.25 * scale],
      },
    },
    {
      id: 'road-names',
      type: 'symbol',
      ...of('roads'),
      filter: major,
      minzoom: 11,
      layout: { ...label, 'symbol-placement': 'line', 'text-size': 13 * scale },
      paint: ink,
    },
    {
      id: 'water-names',
      type: 'symbol',
      ...of('water'),
      minzoom: 10,
      layout: { ...label, 'text-size': 13 * scale },
      paint: { ...ink, 'text-color': colour('product-95') },
    },
    {
      id: 'place-names',
      type: 'symbol',
      ...of('places'),
      layout: { ...label, 'text-size': 15 * scale },
      paint: ink,
    },
  ]
}
