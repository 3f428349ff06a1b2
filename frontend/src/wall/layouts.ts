import type { TileId } from './tiles'

/** How wide a display is for its height. */
export type Shape = 'tall' | 'wide' | 'ultra' | 'panorama'

/** From which ratio of width to height on: upright displays, 16∶9, 21∶9 and 32∶9, and rows of displays. */
export const shapes: readonly { shape: Shape; from: number }[] = [
  { shape: 'panorama', from: 3.2 },
  { shape: 'ultra', from: 2.2 },
  { shape: 'wide', from: 1 },
  { shape: 'tall', from: 0 },
]

export interface Grid {
  columns: string
  rows: string
  areas: readonly (readonly TileId[])[]
  /** Who takes the place of a tile that this hub has not. */
  instead?: Readonly<Partial<Record<TileId, TileId>>>
}

export type LayoutId = 'calm' | 'readiness' | 'overview' | 'incident'

/** Nothing is open: two strips over the map say so. */
const calm: Readonly<Record<Shape, Grid>> = {
  tall: {
    columns: '27rem 1fr',
    rows: '8rem minmax(0, 1fr) minmax(0, 0.75fr) minmax(0, 0.6fr) 12.75rem',
    areas: [
      ['incidents', 'clocks'],
      ['map', 'map'],
      ['stock', 'sales'],
      ['stock', 'events'],
      ['devices', 'weather'],
    ],
    instead: { weather: 'devices' },
  },
  wide: {
    columns: '30rem 1fr 1fr 38rem',
    rows: '8rem minmax(0, 1fr) minmax(0, 0.6fr) 12.75rem',
    areas: [
      ['stock', 'incidents', 'clocks', 'sales'],
      ['stock', 'map', 'map', 'sales'],
      ['stock', 'map', 'map', 'events'],
      ['stock', 'devices', 'devices', 'weather'],
    ],
    instead: { weather: 'events' },
  },
  ultra: {
    columns: '32rem 1fr 1fr 36rem 32rem',
    rows: '8rem minmax(0, 1fr) 12.75rem',
    areas: [
      ['stock', 'incidents', 'clocks', 'sales', 'events'],
      ['stock', 'map', 'map', 'sales', 'events'],
      ['stock', 'devices', 'devices', 'weather', 'duty'],
    ],
    instead: { weather: 'sales' },
  },
  panorama: {
    columns: '40rem 1fr 1fr 46rem 44rem',
    rows: '8rem minmax(0, 1fr) 12.75rem',
    areas: [
      ['stock', 'incidents', 'clocks', 'sales', 'events'],
      ['stock', 'map', 'map', 'sales', 'events'],
      ['stock', 'devices', 'devices', 'weather', 'duty'],
    ],
    instead: { weather: 'sales' },
  },
}

/**
 * Which tiles stand where. A wall is drawn for 67.5 rem of height and, at 16∶9, 120
 * of width: the wider ones get more tiles side by side, not larger ones. An upright one
 * is drawn for 60 rem of width, and gets them one over the other.
 */
export const layouts: Readonly<Record<LayoutId, Readonly<Record<Shape, Grid>>>> = {
  calm,
  // Nothing is open, the other page: who is on duty, what is silent, what happened. Wider ones show that anyway.
  readiness: {
    ...calm,
    tall: {
      ...calm.tall,
      areas: [
        ['incidents', 'clocks'],
        ['map', 'map'],
        ['stock', 'duty'],
        ['stock', 'events'],
        ['devices', 'weather'],
      ],
    },
    wide: {
      columns: '30rem 1fr 1fr 38rem',
      rows: '12.75rem 12.75rem minmax(0, 1fr)',
      areas: [
        ['stock', 'incidents', 'clocks', 'duty'],
        ['stock', 'devices', 'devices', 'weather'],
        ['stock', 'map', 'map', 'events'],
      ],
      instead: { weather: 'duty' },
    },
  },
  // Something is open: the incidents have the left, their clocks the right; the stock is brief.
  overview: {
    tall: {
      columns: '27rem 1fr',
      rows: '26rem minmax(0, 1fr) minmax(0, 1fr) 12.75rem',
      areas: [
        ['incidents', 'clocks'],
        ['map', 'map'],
        ['stock', 'events'],
        ['devices', 'devices'],
      ],
    },
    wide: {
      columns: '32rem 1fr 38rem',
      rows: 'minmax(0, 1fr) 8.75rem 12.75rem',
      areas: [
        ['incidents', 'map', 'clocks'],
        ['stock', 'map', 'clocks'],
        ['stock', 'devices', 'events'],
      ],
    },
    ultra: {
      columns: '30rem 1fr 38rem 36rem',
      rows: '20rem minmax(0, 1fr) 12.75rem',
      areas: [
        ['stock', 'map', 'clocks', 'incidents'],
        ['stock', 'map', 'clocks', 'sales'],
        ['stock', 'devices', 'clocks', 'events'],
      ],
    },
    panorama: {
      columns: '40rem 1fr 46rem 44rem 42rem',
      rows: 'minmax(0, 1fr) 12.75rem minmax(0, 0.6fr)',
      areas: [
        ['stock', 'map', 'clocks', 'incidents', 'sales'],
        ['stock', 'map', 'clocks', 'duty', 'sales'],
        ['stock', 'devices', 'clocks', 'events', 'events'],
      ],
    },
  },
  // One incident is the centre.
  incident: {
    tall: {
      columns: '28rem 1fr',
      rows: 'minmax(0, 1fr) 29rem',
      areas: [
        ['page', 'page'],
        ['incidents', 'clocks'],
      ],
    },
    wide: {
      columns: '32rem 1fr 36rem',
      rows: 'minmax(0, 1fr) 9.75rem 12rem',
      areas: [
        ['incidents', 'page', 'clocks'],
        ['stock', 'page', 'clocks'],
        ['stock', 'page', 'weather'],
      ],
      instead: { weather: 'events' },
    },
    ultra: {
      columns: '30rem 1fr 36rem 34rem',
      rows: 'minmax(0, 1fr) minmax(0, 0.5fr) 12.75rem',
      areas: [
        ['stock', 'page', 'clocks', 'incidents'],
        ['stock', 'page', 'clocks', 'events'],
        ['stock', 'page', 'clocks', 'weather'],
      ],
      instead: { weather: 'events' },
    },
    panorama: {
      columns: '38rem 1fr 46rem 42rem 40rem',
      rows: 'minmax(0, 1fr) 12.75rem 12.75rem',
      areas: [
        ['stock', 'page', 'clocks', 'incidents', 'sales'],
        ['stock', 'page', 'clocks', 'events', 'weather'],
        ['stock', 'page', 'clocks', 'events', 'duty'],
      ],
      instead: { weather: 'sales' },
    },
  },
}

/** A grid without the tiles that this hub has not: no place stays empty. */
export const gridWith = (grid: Grid, there: (tile: TileId) => boolean): Grid => ({
  ...grid,
  areas: grid.areas.map((row) => row.map((tile) => (there(tile) ? tile : (grid.instead?.[tile] ?? tile)))),
})

/** The tiles of a grid, each once. */
export const tilesOf = ({ areas }: Grid): TileId[] => [...new Set(areas.flat())]

/** Whether a layout shows any tile that another does not, on displays of a shape. */
export const showsMore = (one: LayoutId, other: LayoutId, shape: Shape): boolean => {
  const shown = tilesOf(layouts[other][shape])
  return tilesOf(layouts[one][shape]).some((tile) => !shown.includes(tile))
}
