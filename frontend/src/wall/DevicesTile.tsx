import type { CountyStation } from '@/gql/county'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import type { Mark } from '@/live/staleness'
import type { StreamState } from '@/live/stream'
import { TELEMETRY_STALE_MS, type Telemetry } from '@/live/telemetry'
import { count } from '@/ui/format'
import { MarkShape } from '@/ui/LinkMark'
import { useAgo } from '@/ui/useAgo'
import type { StationMarks } from './stationMarks'
import { Tile } from './Tile'

const LISTED = 4
const counted: Mark[] = ['live', 'stale', 'never', 'idle']

interface Props {
  stream: StreamState<Telemetry>
  stations: readonly CountyStation[]
  marks: StationMarks
}

/** How many stations speak, and the silent ones by name. */
export function DevicesTile({ stream, stations, marks }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const ago = useAgo()
  const now = useNow()
  const { devices } = stream.value
  const heard = (s: CountyStation) =>
    s.devices.map((d) => devices.get(d.id)?.lastHeardAt ?? null).sort()[0] ?? null
  const silent = stations.filter((s) => marks.get(s.code) === 'stale' || marks.get(s.code) === 'never')
  const order = silent
    .map((s) => ({ s, at: heard(s) }))
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
  const newest = [...devices.values()].reduce<string | null>(
    (latest, d) => (d.lastHeardAt && (!latest || d.lastHeardAt > latest) ? d.lastHeardAt : latest),
    null,
  )
  const number = (mark: Mark) => [...marks.values()].filter((m) => m === mark).length
  const more = silent.length - LISTED
  return (
    <Tile
      area="devices"
      title={t('devices.title')}
      needs="equipment:read"
      stream={stream}
      promiseMs={TELEMETRY_STALE_MS}
      newest={newest}
    >
      <div className="devices">
        <dl>
          {counted.map((mark) => (
            <div key={mark} className={`${mark} ${number(mark) === 0 ? 'none' : ''}`}>
              <dt>
                <MarkShape mark={mark} />
                {t(`mark.${mark}`)}
              </dt>
              <dd>{count(number(mark))}</dd>
            </div>
          ))}
        </dl>
        <ul>
          {silent.length === 0 && <li className="calm">{t('devices.allSpeak')}</li>}
          {order.slice(0, LISTED).map(({ s, at }) => (
            <li key={s.code}>
              <MarkShape mark={marks.get(s.code) ?? 'unknown'} />
              <span className="where">{named(s)}</span>
              <b>{at ? t('devices.silentFor', { ago: ago(at, now.server) }) : t('mark.never')}</b>
            </li>
          ))}
          {more > 0 && <li className="more">{t('devices.more', { n: more })}</li>}
        </ul>
      </div>
    </Tile>
  )
}
