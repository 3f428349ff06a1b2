import type { ExpressionSpecification } from 'maplibre-gl'
import type { Grade } from '@/gql/generated/graphql'
import { LABEL_FONT, type MapLayer, points } from './layer'

/** An incident where it happened; its name tells its grade in words. */
export interface MapIncident {
  name: string
  latitude: number
  longitude: number
  grade: Grade
  /** It stands out. */
  leading: boolean
}

const Ring = () => (
  <svg className="mark-shape" viewBox="0 0 20 20" width="1em" height="1em" aria-hidden="true">
    <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2.5" />
    <circle cx="10" cy="10" r="2.5" fill="currentColor" />
  </svg>
)

/** Incidents lie over all else: a ring in the colour of the grade with a point in it, and the number. */
export const incidents: MapLayer<MapIncident> = {
  title: 'incidents',
  on: ['county', 'incident', 'desk', 'phone'],
  order: 90,
  legend: [{ word: 'incident', Shape: Ring, of: () => true }],
  features: (rows) => points(rows, ({ name, grade, leading }) => ({ name, grade, leading })),
  text: ({ name }) => name,
  draw: (source, { colour, scale }) => {
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
        id: source,
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
          // Placed first, being on top: names of stations give way to it.
          'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
          'text-radial-offset': 1.2,
          'text-allow-overlap': true,
          'symbol-sort-key': ['case', ['get', 'leading'], 0, 1],
        },
        paint: {
          'text-color': gradeColour,
          'text-halo-color': colour('ground'),
          'text-halo-width': 3 * scale,
        },
      },
    ]
  },
}
