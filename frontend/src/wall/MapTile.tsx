import type { ComponentProps } from 'react'
import { useTranslation } from '@/i18n'
import type { StreamState } from '@/live/stream'
import { TELEMETRY_STALE_MS, type Telemetry } from '@/live/telemetry'
import { StationMap } from './StationMap'
import { Tile } from './Tile'

type Props = Omit<ComponentProps<typeof StationMap>, 'leading'> & { stream: StreamState<Telemetry> }

/** The county with each station by its state. */
export function MapTile({ stream, ...map }: Props) {
  const { t } = useTranslation()
  const linked = !stream.withheld.includes('equipment:read')
  const heard = [...stream.value.devices.values()].map((d) => d.lastHeardAt)
  const newest = heard.reduce((latest, at) => (at && (!latest || at > latest) ? at : latest), null)
  return (
    <Tile
      area="map"
      title={t('map.title')}
      needs="station:read"
      stream={stream}
      promiseMs={TELEMETRY_STALE_MS}
      newest={linked ? newest : undefined}
    >
      <StationMap {...map} leading={null} />
    </Tile>
  )
}
