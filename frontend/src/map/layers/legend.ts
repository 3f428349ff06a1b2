import { layersOn, type MapRows } from '.'
import type { LegendEntry, MapFace } from './layer'

/** What the legend of a map says: each shape that is on it, with its word. */
export const legendOf = (face: MapFace, rows: MapRows): LegendEntry<unknown>[] =>
  layersOn(face).flatMap(({ id, layer }) => {
    const shown: readonly unknown[] = rows[id] ?? []
    return layer.legend.filter(({ of }) => !of || shown.some(of))
  })
