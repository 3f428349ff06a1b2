import { incidents } from './incidents'
import type { MapFace, MapLayer } from './layer'
import { outline } from './outline'
import { places } from './places'
import { stations } from './stations'

/** The layers of every map of the hub. One entry here, and rows from a face, add another. */
export const layers = { outline, places, stations, incidents }

export type LayerId = keyof typeof layers
type RowOf<L> = L extends MapLayer<infer Row> ? Row : never

/** What a face gives its map to show; a layer without rows is not there. */
export type MapRows = { [Id in LayerId]?: readonly RowOf<(typeof layers)[Id]>[] }

export interface ShownLayer {
  id: LayerId
  layer: MapLayer<unknown>
}

/** The layers of a face, from below. */
export const layersOn = (face: MapFace): ShownLayer[] =>
  (Object.keys(layers) as LayerId[])
    .map((id) => ({ id, layer: layers[id] as MapLayer<unknown> }))
    .filter(({ layer }) => layer.on.includes(face))
    .sort((a, b) => a.layer.order - b.layer.order)
