import { LABEL_FONT, type MapLayer, points } from './layer'

/** A township's name at its centre. */
export interface MapPlace {
  name: string
  latitude: number
  longitude: number
}

export const places: MapLayer<MapPlace> = {
  title: 'places',
  on: ['county', 'incident', 'desk', 'phone'],
  order: 20,
  legend: [],
  features: (rows) => points(rows, ({ name }) => ({ name })),
  text: ({ name }) => name,
  draw: (source, { colour, scale }) => [
    {
      id: 'places',
      type: 'symbol',
      source,
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
  ],
}
