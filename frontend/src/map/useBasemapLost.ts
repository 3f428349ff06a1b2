import type { ErrorEvent, Map as GlMap, MapSourceDataEvent } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { BASEMAP_SOURCES } from './basemap'

/** A basemap that is away is asked for again after this. */
const AGAIN_MS = 15_000

/** Whether the basemap does not come; a tile that comes ends that. */
export function useBasemapLost(map: GlMap | null): boolean {
  const [lost, setLost] = useState(false)
  useEffect(() => {
    if (!map) return
    const failed = (event: ErrorEvent & { sourceId?: string }) => {
      console.warn('map', event.error.message)
      if (event.sourceId && BASEMAP_SOURCES.includes(event.sourceId)) setLost(true)
    }
    const came = ({ sourceId, tile }: MapSourceDataEvent) => {
      if (BASEMAP_SOURCES.includes(sourceId) && tile?.state === 'loaded') setLost(false)
    }
    map.on('error', failed)
    map.on('sourcedata', came)
    return () => {
      map.off('error', failed)
      map.off('sourcedata', came)
      setLost(false)
    }
  }, [map])
  useEffect(() => {
    if (!map || !lost) return
    const timer = setInterval(() => {
      for (const id of BASEMAP_SOURCES) if (map.getSource(id)) map.refreshTiles(id)
    }, AGAIN_MS)
    return () => clearInterval(timer)
  }, [map, lost])
  return lost
}
