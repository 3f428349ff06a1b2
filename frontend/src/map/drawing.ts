import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl'
import { moved } from './datum'
import { type LayerId, layersOn, type MapRows } from './layers'
import { LABEL_FONT, type MapFace, type Paint } from './layers/layer'

/** A label that is drawn before its font slice is there stays tofu for good: fetch the slices first. */
export const loadGlyphs = (text: string): Promise<unknown> =>
  document.fonts.load(`24px '${LABEL_FONT}'`, text)

/** The page's tokens and size, as a container of it has them. */
export function paintOf(container: HTMLElement, over: boolean): Paint {
  const style = getComputedStyle(container)
  const rootSize = getComputedStyle(document.documentElement).fontSize
  return {
    colour: (token) => style.getPropertyValue(`--${token}`),
    scale: Number.parseFloat(rootSize) / 16,
    over,
  }
}

/** The rows that each source was last given, and when: what did not change is not drawn again. */
const given = new WeakMap<GlMap, { [Id in LayerId]?: { rows: readonly unknown[]; turn: number } }>()
let turns = 0

/** Adds the layers of a face to a map, without rows; who chooses a row is told. */
export function addLayers(
  map: GlMap,
  face: MapFace,
  paint: Paint,
  chosen: (layer: LayerId, key: string) => void,
): void {
  given.set(map, {})
  map.once('remove', () => given.delete(map))
  for (const { id, layer } of layersOn(face)) {
    map.addSource(id, { type: 'geojson', data: layer.features([]), ...layer.clusters?.(paint.scale) })
    for (const drawn of layer.draw(id, paint)) map.addLayer({ ...drawn, minzoom: layer.minZoom ?? 0 })
    if (layer.chosen)
      map.on('click', id, ({ features }) => {
        const key = features?.[0]?.properties?.key
        if (typeof key === 'string') chosen(id, key)
      })
    if (layer.clusters) open(map, id)
  }
}

/** A click on a cluster goes to where its rows part. */
function open(map: GlMap, id: LayerId): void {
  map.on('click', `${id}-clusters`, ({ features, lngLat }) => {
    const cluster = features?.[0]?.properties?.cluster_id
    if (typeof cluster !== 'number') return
    const source = map.getSource<GeoJSONSource>(id)
    void source?.getClusterExpansionZoom(cluster).then((zoom) => map.easeTo({ center: lngLat, zoom }))
  })
}

/**
 * Shows the rows once their glyphs are there, moved for a basemap in GCJ-02. Rows
 * that come meanwhile do not call it off: a slow display would never show any. They
 * wait for their own glyphs, and older ones never take their place.
 */
export function showRows(map: GlMap, face: MapFace, rows: MapRows, gcj02: boolean): void {
  const turn = ++turns
  const last = given.get(map)
  if (!last) return
  for (const { id, layer } of layersOn(face)) {
    const shown = rows[id] as readonly unknown[] | undefined
    if (!shown || last[id]?.rows === shown) continue
    void loadGlyphs(shown.map(layer.text).join('')).finally(() => {
      if (given.get(map) !== last || (last[id]?.turn ?? 0) > turn) return
      last[id] = { rows: shown, turn }
      const features = layer.features(shown)
      map.getSource<GeoJSONSource>(id)?.setData(gcj02 ? moved(features) : features)
    })
  }
}
