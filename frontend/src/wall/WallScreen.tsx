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
import { Banners } from './Banners'
import { boundPosts } from './bound'
import { ClocksTile } from './ClocksTile'
import { DevicesTile } from './DevicesTile'
import { EventsTile } from './EventsTile'
import { Header } from './Header'
import { IncidentPage } from './IncidentPage'
import { IncidentsTile } from './IncidentsTile'
import { leading } from './leading'
import { MapTile } from './MapTile'
import { SalesTile } from './SalesTile'
import { StockTile } from './StockTile'
import { useStationMarks } from './stationMarks'

const telemetry = createTelemetry()
const events = createStationEvents()

const nothing: readonly never[] = []

/** Of a stream, what tells whether it stands. */
const spoken = ({ generation, refusal }: StreamState<unknown>) => ({
  spokeOn: generation,
  refused: refusal !== null,
})

/**
 * All tiles. The streams belong to the page: a tile only shows. From
 * response Ⅱ on the largest incident's page takes the place of map, sales and links.
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
  const centre = useMemo(() => leading(incidents ?? nothing), [incidents])
  const map = { hub, stations, areas, marks, incidents: incidents ?? nothing }
  const face = centre ? 'commanding' : incidents?.length || duties.value.size > 0 ? 'alert' : 'calm-day'

  return (
    <div className="wall">
      <ExerciseBanner asRead={hub.exercise} />
      <Banners />
      <Header hub={hub} viewer={viewer} county={county} />
      <main className={`wall-tiles ${face}`}>
        <StockTile stream={figures} products={products} whole={boundPosts(viewer.posts).length === 0} />
        {centre ? (
          <IncidentPage key={centre.id} incident={centre} asOf={incidentsAsOf} {...map} />
        ) : (
          <>
            <MapTile stream={readings} {...map} />
            <SalesTile figures={figures} stream={readings} stations={stations} products={products} />
            <DevicesTile stream={readings} stations={stations} marks={marks} />
          </>
        )}
        <IncidentsTile incidents={incidents} asOf={incidentsAsOf} />
        <ClocksTile incidents={incidents} asOf={dutiesAsOf} />
        <EventsTile stream={happenings} scopes={viewer.scopes} />
      </main>
    </div>
  )
}
