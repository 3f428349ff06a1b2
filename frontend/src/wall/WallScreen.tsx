import { useMemo } from 'react'
import { useCounty } from '@/gql/county'
import type { HubQuery } from '@/gql/generated/graphql'
import { useNow } from '@/live/clock'
import { connection } from '@/live/connection'
import { deadlineUpdates } from '@/live/deadlines'
import { hubStatus } from '@/live/hubStatus'
import { incidentUpdates, useOpenIncidents } from '@/live/incidents'
import { knownAsOf } from '@/live/knowledge'
import { knownUntil } from '@/live/staleness'
import { createStationEvents } from '@/live/stationEvents'
import { stock } from '@/live/stock'
import { useStore } from '@/live/store'
import { type StreamState, useStream } from '@/live/stream'
import { createTelemetry } from '@/live/telemetry'
import { ExerciseBanner } from '@/ui/ExerciseBanner'
import { AlarmBand } from './AlarmBand'
import { Banners } from './Banners'
import { Header } from './Header'
import { gridWith, layouts, showsMore, tilesOf } from './layouts'
import { Pages } from './Pages'
import { pagesOf } from './rotation'
import { Stopped } from './Stopped'
import { useStationMarks } from './stationMarks'
import { useTheme } from './theme'
import { tiles, type WallData } from './tiles'
import { useRotation } from './useRotation'
import { useShape } from './useShape'

const telemetry = createTelemetry()
const events = createStationEvents()

const nothing: readonly never[] = []

/** Of a stream, what tells whether it stands. */
const spoken = ({ generation, refusal }: StreamState<unknown>) => ({
  spokeOn: generation,
  refused: refusal !== null,
})

/**
 * The tiles of the page whose turn it is. The streams belong to the wall: a tile only
 * shows. What alarms stands over every page.
 */
export function WallScreen({ hub, viewer }: Pick<HubQuery, 'hub' | 'viewer'>) {
  const socket = useStore(connection().state)
  const status = useStream(hubStatus).value
  const county = useCounty(socket.generation)
  const readings = useStream(telemetry)
  const figures = useStream(stock)
  const happenings = useStream(events)
  const now = useNow()
  const stations = useMemo(() => county?.stations ?? [], [county])
  const areas = useMemo(() => county?.areas ?? [], [county])
  const products = useMemo(() => county?.products ?? [], [county])
  const until = knownUntil(now, socket, status)
  const marks = useStationMarks(stations, readings, until)
  const { value: incidents, readAt, whole } = useOpenIncidents()
  const duties = useStream(deadlineUpdates)
  const incidentStream = useStream(incidentUpdates)
  const known = { standing: socket.generation, until }
  const incidentsAsOf = knownAsOf({ ...known, ...spoken(incidentStream), readAt, whole })
  const dutiesAsOf = knownAsOf({ ...known, ...spoken(duties), readAt: until, whole: true })
  const shape = useShape()
  const pages = useMemo(
    () => pagesOf(incidents ?? nothing, duties.value.size, showsMore('readiness', 'calm', shape)),
    [incidents, duties.value.size, shape],
  )
  const { page, show, heldMs } = useRotation(pages)
  const theme = useTheme(hub.map ?? null)
  const layout = page?.layout ?? 'calm'
  const data: WallData = {
    hub,
    viewer,
    county,
    stations,
    areas,
    products,
    marks,
    readings,
    figures,
    happenings,
    incidents,
    incidentsAsOf,
    dutiesAsOf,
    centre: page?.incident ?? null,
  }
  const grid = gridWith(layouts[layout][shape], (id) => tiles[id].there?.(data) ?? true)
  return (
    <div className="wall">
      <ExerciseBanner asRead={hub.exercise} />
      <Banners />
      <Header hub={hub} viewer={viewer} county={county} theme={theme}>
        <Pages pages={pages} shown={page?.key} heldMs={heldMs} show={show} />
      </Header>
      {viewer.scopes.includes('alarm:read') && <AlarmBand />}
      <main
        className={`wall-tiles on-${layout}`}
        style={{
          gridTemplateColumns: grid.columns,
          gridTemplateRows: grid.rows,
          gridTemplateAreas: grid.areas.map((row) => `"${row.join(' ')}"`).join(' '),
        }}
      >
        {tilesOf(grid).map((id) => {
          const { Face } = tiles[id]
          // The map's own colours are read when it is made.
          return <Face key={id === 'map' || id === 'page' ? `${id} ${theme.shown}` : id} data={data} />
        })}
      </main>
      <Stopped />
    </div>
  )
}
