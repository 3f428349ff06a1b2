import './weather.css'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { hubStatus } from '@/live/hubStatus'
import { useStream } from '@/live/stream'
import { useWeather, type Weather } from '@/live/weather'
import { count, oneDecimal } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import { Tile } from './Tile'
import type { WallData } from './tiles'
import { CALM_BELOW, windFrom } from './wind'

/** Where the wind goes, as an arrow, and where it comes from, in words: a fire follows the arrow. */
function Wind({ of }: { of: Weather }) {
  const { t } = useTranslation()
  const { windSpeed: speed, windDirection: from } = of
  if (typeof speed !== 'number') return <p className="wind">{t('weather.noWind')}</p>
  if (speed < CALM_BELOW) return <p className="wind">{t('weather.calm')}</p>
  const directed = typeof from === 'number'
  return (
    <div className="wind">
      {directed && (
        <svg viewBox="-12 -12 24 24" aria-hidden="true">
          <circle r="11" />
          <path d="M0-9 5 2H1.5V9h-3V2H-5z" transform={`rotate(${from + 180})`} />
        </svg>
      )}
      <p>
        <b>{directed ? t(`weather.from.${windFrom(from)}`) : t('weather.noDirection')}</b>
        <span>{t('weather.speed', { speed: oneDecimal(speed) })}</span>
      </p>
    </div>
  )
}

/** The weather by the county's gateway: its age and source with it; an old one is called old. */
export function WeatherTile({ data }: { data: WallData }) {
  const { t } = useTranslation()
  const ago = useAgo()
  const now = useNow()
  const stream = useStream(hubStatus)
  const observed = useWeather().value?.observed ?? null
  const may = data.viewer.scopes.includes('station:read')
  const old = observed !== null && now.server !== null && now.server >= Date.parse(observed.goodUntil)
  return (
    <Tile
      area="weather"
      title={t('weather.title')}
      needs="station:read"
      stream={may ? stream : { ...stream, withheld: ['station:read'] }}
      promiseMs={null}
      newest={null}
      age={
        observed ? t('weather.observed', { ago: ago(observed.observedAt, now.server) }) : t('tile.nothingYet')
      }
    >
      {observed ? (
        <div className={`weather ${old ? 'old' : ''}`}>
          {old && (
            <p className="weather-old" role="status">
              ▲ {t('weather.old', { ago: ago(observed.observedAt, now.server) })}
            </p>
          )}
          <div>
            <b className="temperature">
              {typeof observed.temperature === 'number' ? `${oneDecimal(observed.temperature)} °C` : '—'}
            </b>
            <span>{observed.text}</span>
          </div>
          <Wind of={observed} />
          <p className="weather-rest">
            {typeof observed.humidity === 'number' && (
              <span>{t('weather.humidity', { n: count(Math.round(observed.humidity)) })}</span>
            )}
            {typeof observed.precipitation === 'number' && (
              <span>{t('weather.precipitation', { mm: oneDecimal(observed.precipitation) })}</span>
            )}
            <span className="weather-source">{observed.source}</span>
          </p>
        </div>
      ) : (
        <p className="calm">{t('weather.none', { source: data.hub.weatherSource })}</p>
      )}
    </Tile>
  )
}
