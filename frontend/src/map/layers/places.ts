import { LABEL_FONT, type MapLayer, points } from './layer'

/** A township's name at its centre. */
export interface MapPlace {
  name: string
  latitude: number
  longitude: number
}

const anchors = [
  'center',
  'top',
  'bottom',
  'left',
  'right',
  'top-left',
  'top-right',
  'bottom-left',
  'bottom-right',
] as const

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
        'text-size': ['case', ['>', ['length', ['get', 'name']], 8], 13 * scale, 19 * scale],
        'text-letter-spacing': 0.12,
        // A name gives way to the stations and what they are called: it goes to the side that is free.
        'text-variable-anchor': [...anchors],
        'text-radial-offset': 1.3,
        'text-justify': 'auto',
        'text-padding': 1,
      },
      paint: {
        'text-color': colour('text-soft'),
        'text-opacity': 0.9,
        'text-halo-color': colour('ground'),
        'text-halo-width': scale,
      },
    },
  ],
}
