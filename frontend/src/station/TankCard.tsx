import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import type { TankReading } from '@/live/telemetry'
import { litres, oneDecimal, wholeLitres } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import { Withheld } from '@/ui/Withheld'
import type { StationTank } from './station'
import { TankDrawing } from './TankDrawing'

interface Props {
  tank: StationTank
  reading: TankReading | null
  /** Silence after which the reading is stale; infinite while not known. */
  staleAfterMs: number
  /** The connection or the database is away: nothing here can be new. */
  doubtful: boolean
  /** Stock is not open to the viewer. */
  withheld: boolean
}

/** One tank as it stands, with its figures and their age. */
export function TankCard({ tank, reading, staleAfterMs, doubtful, withheld }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const ago = useAgo()
  const now = useNow()
  const silence = reading && now.server !== null ? now.server - Date.parse(reading.receivedAt) : null
  const stale = doubtful || (silence !== null && silence > staleAfterMs)
  const part = reading ? reading.volume / tank.capacity : null
  return (
    <article className={`tank-card ${stale ? 'stale' : ''}`}>
      <header>
        <h2>
          {t('station.tank', { number: tank.number })}
          <b style={{ color: `var(--product-${tank.product.code}, var(--accent))` }}>
            {t('product.short', { code: tank.product.code })}
          </b>
          <small>{named(tank.product)}</small>
        </h2>
        {!withheld && (
          <p className="tank-age">
            {!reading
              ? t('mark.never')
              : stale
                ? t('tank.stale', { ago: ago(reading.receivedAt, now.server) })
                : ago(reading.receivedAt, now.server)}
          </p>
        )}
      </header>
      {withheld ? (
        <Withheld scope="stock:read" />
      ) : (
        <div className="tank-face">
          <TankDrawing
            product={tank.product.code}
            capacity={tank.capacity}
            unusableBottom={tank.unusableBottom}
            volume={reading?.volume ?? null}
            water={reading?.waterVolume ?? 0}
            label={part === null ? t('mark.never') : t('tank.filled', { percent: oneDecimal(100 * part) })}
          />
          <dl>
            <Figure
              name={t('tank.volume')}
              value={reading ? t('unit.litres', { value: litres(reading.volume) }) : '—'}
              strong
            />
            <Figure
              name={t('tank.volume20')}
              value={reading?.volume20 != null ? t('unit.litres', { value: litres(reading.volume20) }) : '—'}
            />
            <Figure
              name={t('tank.usable')}
              value={
                reading
                  ? t('unit.litres', { value: litres(Math.max(0, reading.volume - tank.unusableBottom)) })
                  : '—'
              }
            />
            <Figure
              name={t('tank.temperature')}
              value={
                reading?.temperature != null
                  ? t('unit.celsius', { value: oneDecimal(reading.temperature) })
                  : '—'
              }
            />
            <Figure
              name={t('tank.level')}
              value={
                reading?.level != null ? t('unit.millimetres', { value: oneDecimal(reading.level) }) : '—'
              }
            />
            <Figure
              name={t('tank.water')}
              value={
                reading?.waterLevel != null
                  ? t('unit.millimetres', { value: oneDecimal(reading.waterLevel) })
                  : '—'
              }
            />
            <Figure
              name={t('tank.capacity')}
              value={t('unit.litres', { value: wholeLitres(tank.capacity) })}
            />
          </dl>
        </div>
      )}
    </article>
  )
}

function Figure({ name, value, strong }: { name: string; value: string; strong?: boolean }) {
  return (
    <div className={strong ? 'strong' : ''}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
