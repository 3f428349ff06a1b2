import type { SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { Paint } from './layers/layer'
import { vectorLayers } from './vectorStyle'

export interface Basemap {
  basemapUrl?: string | null
  /** It is drawn in GCJ-02. */
  basemapGcj02: boolean
  /** Its tiles are shapes after Protomaps' schema. */
  basemapVector: boolean
  /** Tiles of the names that lie over it. */
  basemapLabelsUrl?: string | null
  /** Whom the map names as its source. */
  basemapAttribution: string
}

/** The sources of a basemap, by which its errors are told from others. */
export const BASEMAP_SOURCES: readonly string[] = ['basemap', 'basemap-labels']

/** Scheme of the hub's file of tiles, of which the browser asks ranges. */
export const ARCHIVE = 'pmtiles'

const absolute = (path: string) =>
  new URL(path, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')

const raster = (path: string): SourceSpecification => ({ type: 'raster', tileSize: 256, ...from(path) })
const from = (path: string) =>
  path.endsWith('.pmtiles') ? { url: `${ARCHIVE}://${absolute(path)}` } : { tiles: [absolute(path)] }

/** Pictures stay behind what the hub itself has to say. */
const QUIET = { 'raster-opacity': 0.6 }

/** What lies under our own layers: nothing, pictures with or without names over them, or shapes. */
export function styleOf(
  { basemapUrl, basemapVector, basemapLabelsUrl }: Omit<Basemap, 'basemapGcj02' | 'basemapAttribution'>,
  paint: Paint,
  language: string,
): StyleSpecification {
  if (!basemapUrl) return { version: 8, sources: {}, layers: [] }
  if (basemapVector)
    return {
      version: 8,
      sources: { basemap: { type: 'vector', ...from(basemapUrl) } },
      layers: vectorLayers('basemap', paint, language),
    }
  const style: StyleSpecification = {
    version: 8,
    sources: { basemap: raster(basemapUrl) },
    layers: [{ id: 'basemap', type: 'raster', source: 'basemap', paint: QUIET }],
  }
  if (!basemapLabelsUrl) return style
  return {
    ...style,
    sources: { ...style.sources, 'basemap-labels': raster(basemapLabelsUrl) },
    layers: [...style.layers, { id: 'basemap-labels', type: 'raster', source: 'basemap-labels' }],
  }
}
