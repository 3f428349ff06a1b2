import type { ComponentType } from 'react'
import type { Area, County, CountyStation, Product } from '@/gql/county'
import type { HubQuery } from '@/gql/generated/graphql'
import type { OpenIncident } from '@/live/incidents'
import type { StationEvents } from '@/live/stationEvents'
import type { Stock } from '@/live/stock'
import type { StreamState } from '@/live/stream'
import type { Telemetry } from '@/live/telemetry'
import type { Scope } from '@/ui/Withheld'
import { boundPosts } from './bound'
import { ClocksTile } from './ClocksTile'
import { DevicesTile } from './DevicesTile'
import { DutyTile } from './DutyTile'
import { EventsTile } from './EventsTile'
import { IncidentPage } from './IncidentPage'
import { IncidentsTile } from './IncidentsTile'
import type { LayoutId } from './layouts'
import { MapTile } from './MapTile'
import { SalesTile } from './SalesTile'
import { StockTile } from './StockTile'
import type { StationMarks } from './stationMarks'
import { WeatherTile } from './WeatherTile'

/** What the wall knows, for its tiles to show. */
export interface WallData {
  hub: HubQuery['hub']
  viewer: HubQuery['viewer']
  county: County | null
  stations: readonly CountyStation[]
  areas: readonly Area[]
  products: readonly Product[]
  marks: StationMarks
  readings: StreamState<Telemetry>
  figures: StreamState<Stock | null>
  happenings: StreamState<StationEvents>
  /** null while they were not read. */
  incidents: readonly OpenIncident[] | null
  /** The instants for which incidents and duties are known to be so, ms since 1970. */
  incidentsAsOf: number | null
  dutiesAsOf: number | null
  /** The incident of the page that is shown; null for none. */
  centre: OpenIncident | null
}

const none: readonly never[] = []
const mapOf = ({ hub, stations, areas, marks, incidents }: WallData) => ({
  hub,
  stations,
  areas,
  marks,
  incidents: incidents ?? none,
})

interface WallTile {
  /** The right without which nothing of it can be shown. */
  needs: Scope
  /** 1: looked at before all else; 2: while somebody decides; 3: for the picture of the day. */
  importance: 1 | 2 | 3
  /** In which layouts it stands, in at least one shape of display. */
  layouts: readonly LayoutId[]
  /** Whether this hub has it at all; where it has not, its neighbour takes its place. */
  there?(data: WallData): boolean
  Face: ComponentType<{ data: WallData }>
}

/**
 * The tiles that a wall may show, by the name of their place in `layouts`. One entry
 * here and its name in the layouts add another.
 */
const every = {
  clocks: {
    needs: 'incident:read',
    importance: 1,
    layouts: ['calm', 'readiness', 'overview', 'incident'],
    Face: ({ data }) => <ClocksTile incidents={data.incidents} asOf={data.dutiesAsOf} />,
  },
  incidents: {
    needs: 'incident:read',
    importance: 1,
    layouts: ['calm', 'readiness', 'overview', 'incident'],
    Face: ({ data }) => <IncidentsTile incidents={data.incidents} asOf={data.incidentsAsOf} />,
  },
  page: {
    needs: 'incident:read',
    importance: 1,
    layouts: ['incident'],
    Face: ({ data }) =>
      data.centre && (
        <IncidentPage
          key={data.centre.id}
          incident={data.centre}
          asOf={data.incidentsAsOf}
          {...mapOf(data)}
        />
      ),
  },
  map: {
    needs: 'station:read',
    importance: 2,
    layouts: ['calm', 'readiness', 'overview'],
    Face: ({ data }) => <MapTile stream={data.readings} {...mapOf(data)} />,
  },
  events: {
    needs: 'event:read',
    importance: 2,
    layouts: ['calm', 'readiness', 'overview', 'incident'],
    Face: ({ data }) => <EventsTile stream={data.happenings} scopes={data.viewer.scopes} />,
  },
  stock: {
    needs: 'stock:read',
    importance: 2,
    layouts: ['calm', 'readiness', 'overview', 'incident'],
    Face: ({ data }) => (
      <StockTile
        stream={data.figures}
        products={data.products}
        whole={boundPosts(data.viewer.posts).length === 0}
      />
    ),
  },
  devices: {
    needs: 'equipment:read',
    importance: 3,
    layouts: ['calm', 'readiness', 'overview'],
    Face: ({ data }) => <DevicesTile stream={data.readings} stations={data.stations} marks={data.marks} />,
  },
  sales: {
    needs: 'sales:read',
    importance: 3,
    layouts: ['calm', 'readiness', 'overview', 'incident'],
    Face: ({ data }) => (
      <SalesTile
        figures={data.figures}
        stream={data.readings}
        stations={data.stations}
        products={data.products}
      />
    ),
  },
  duty: {
    needs: 'duty:read',
    importance: 3,
    layouts: ['calm', 'readiness', 'overview', 'incident'],
    Face: DutyTile,
  },
  weather: {
    needs: 'station:read',
    importance: 3,
    layouts: ['calm', 'readiness', 'incident'],
    there: ({ hub }) => hub.weatherSource !== null && hub.weatherSource !== undefined,
    Face: WeatherTile,
  },
} satisfies Record<string, WallTile>

export type TileId = keyof typeof every
export const tiles: Readonly<Record<TileId, WallTile>> = every
