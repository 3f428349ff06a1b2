import type { StyleSpecification } from 'maplibre-gl'

export interface Basemap {
  basemapUrl?: string | null
  /** It is drawn in GCJ-02. */
  basemapGcj02: boolean
}

/** What lies under our own layers: nothing, tiles by the hub, or a file of them on it. */
export function styleOf({ basemapUrl: url }: Pick<Basemap, 'basemapUrl'>): StyleSpecification {
  if (!url) return { version: 8, sources: {}, layers: [] }
  const at = new URL(url, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')
  const source = url.endsWith('.pmtiles') ? { url: `pmtiles://${at}` } : { tiles: [at] }
  return {
    version: 8,
    sources: { basemap: { type: 'raster', tileSize: 256, ...source } },
    layers: [{ id: 'basemap', type: 'raster', source: 'basemap', paint: { 'raster-opacity': 0.6 } }],
  }
}
