import { useMemo } from 'react'
import { useCounty } from '@/gql/county'
import type { HubQuery } from '@/gql/generated/graphql'
import { useNow } from '@/live/clock'
import { connection } from '@/live/connection'
import { hubStatus } from '@/live/hubStatus'
import { knownUntil } from '@/live/staleness'
import { createStationEvents } from '@/live/stationEvents'
import { stock } from '@/live/stock'
import { useStore } from '@/live/store'
import { useStream } from '@/live/stream'
import { createTelemetry } from '@/live/telemetry'
import { ExerciseBanner } from '@/ui/ExerciseBanner'
import { Banners } from './Banners'
import { boundPosts } from './bound'
import { DevicesTile } from './DevicesTile'
import { EventsTile } from './EventsTile'
import { Header } from './Header'
import { MapTile } from './MapTile'
import { SalesTile } from './SalesTile'
import { StockTile } from './StockTile'
import { useStationMarks } from './stationMarks'

const telemetry = createTelemetry()
const events = createStationEvents()

/** All tiles. The streams belong to the page: a tile only shows. */
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
  const marks = useStationMarks(stations, readings, knownUntil(now, socket, status))

  return (
    <div className="wall">
      <ExerciseBanner asRead={hub.exercise} />
      <Banners />
      <Header hub={hub} posts={viewer.posts} county={county} />
      <main className="wall-tiles">
        <StockTile stream={figures} products={products} whole={boundPosts(viewer.posts).length === 0} />
        <MapTile hub={hub} stream={readings} stations={stations} areas={areas} marks={marks} />
        <SalesTile figures={figures} stream={readings} stations={stations} products={products} />
        <DevicesTile stream={readings} stations={stations} marks={marks} />
        <EventsTile stream={happenings} scopes={viewer.scopes} />
      </main>
    </div>
  )
}
