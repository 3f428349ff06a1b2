/** The map, shared by the faces and the phone. */
export const map = {
  title: 'Stations',
  noOutline: 'No outline of the county is configured',
  noGraphics: 'This browser has no WebGL: the map cannot be shown.',
  basemapLost: 'No basemap for now; all else on the map is unaffected',
  legendTitle: 'Legend',
  layer: { outline: 'County', places: 'Townships', stations: 'Station', incidents: 'Incident' },
  legend: {
    live: 'Live',
    stale: 'Stale',
    never: 'Never heard',
    unknown: 'Waiting',
    idle: 'Not operating',
    withheld: 'Link not open to you',
    incident: 'Incident',
  },
}
