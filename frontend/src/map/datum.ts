import gcoord from 'gcoord'
import type { FeatureCollection } from 'geojson'

/**
 * Everything of the hub's is in CGCS2000, which for drawing is WGS-84. A basemap in
 * GCJ-02 lies some hundred metres beside that: what is drawn over it is moved there.
 */
export const moved = (shapes: FeatureCollection): FeatureCollection =>
  // Its own types of GeoJSON are narrower than the usual ones.
  gcoord.transform(structuredClone(shapes) as never, gcoord.WGS84, gcoord.GCJ02) as FeatureCollection
