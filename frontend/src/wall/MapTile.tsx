import type { ComponentProps } from 'react'
import { useTranslation } from '@/i18n'
import type { Mark } from '@/live/staleness'
import type { StreamState } from '@/live/stream'
import { TELEMETRY_STALE_MS, type Telemetry } from '@/live/telemetry'
import { MarkShape } from '@/ui/LinkMark'
import { StationMap } from './StationMap'
import { Tile } from './Tile'

const explained: Mark[] = ['live', 'stale', 'never', 'idle']
const explainedWithout: Mark[] = ['withheld', 'idle']

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
      <ul className="map-legend">
        {(linked ? explained : explainedWithout).map((mark) => (
          <li key={mark}>
            <MarkShape mark={mark} />
            {t(`mark.${mark}`)}
          </li>
        ))}
      </ul>
    </Tile>
  )
}
