import type { Product } from '@/gql/county'
import { useNamed, useTranslation } from '@/i18n'
import { type ProductStock, STOCK_STALE_MS, type Stock } from '@/live/stock'
import type { StreamState } from '@/live/stream'
import { count, cubicMetres, oneDecimal } from '@/ui/format'
import { Tile } from './Tile'

/** Fewer days of supply than this stand out; a display threshold of ours, not of the plan. */
const SHORT_SUPPLY_DAYS = 3

function Supply({ stock }: { stock: ProductStock }) {
  const { t } = useTranslation()
  const days = stock.daysOfSupply
  if (days === null || days === undefined)
    return (
      <div className="supply unknown">
        <b>—</b>
        <span>{t(`stock.noSupply.${stock.noSupplyReason ?? 'NOT_ENOUGH_HISTORY'}`)}</span>
      </div>
    )
  const short = days < SHORT_SUPPLY_DAYS
  return (
    <div className={`supply ${short ? 'short' : ''}`}>
      <b>
        {oneDecimal(days)}
        <small>{t('stock.days')}</small>
      </b>
      <span>{short ? t('stock.short') : t('stock.supply')}</span>
    </div>
  )
}

function Level({ stock }: { stock: ProductStock }) {
  const part = (litres: number) =>
    stock.capacity > 0 ? `${Math.min(100, (100 * litres) / stock.capacity)}%` : '0%'
  return (
    <div className="level" aria-hidden="true">
      <i className="bottom" style={{ width: part(stock.volume - stock.usable) }} />
      <i className="usable" style={{ width: part(stock.usable) }} />
      <i className="unsure" style={{ width: part(stock.staleVolume) }} />
    </div>
  )
}

/** County stock by product with the days it lasts; what is not fresh is told apart. */
export function StockTile({
  stream,
  products,
  whole,
}: {
  stream: StreamState<Stock | null>
  products: readonly Product[]
  /** Whether it is the county's, and not of a few places. */
  whole: boolean
}) {
  const { t } = useTranslation()
  const named = useNamed()
  const rows = stream.value?.products ?? []
  return (
    <Tile
      area="stock"
      title={t(whole ? 'stock.title' : 'stock.titleBound')}
      needs="stock:read"
      stream={stream}
      promiseMs={STOCK_STALE_MS}
      newest={stream.value?.computedAt ?? null}
    >
      <ul className="stock">
        {rows.map((s) => {
          const product = products.find((p) => p.code === s.product)
          return (
            <li
              key={s.product}
              style={{ '--product': `var(--product-${s.product}, var(--accent))` } as React.CSSProperties}
            >
              <h3>
                <b>{t('product.short', { code: s.product })}</b>
                <span>{product ? named(product) : ''}</span>
              </h3>
              <Supply stock={s} />
              <p className="volume">
                <b>{cubicMetres(s.volume)}</b>
                <span>{t('stock.ofCapacity', { capacity: cubicMetres(s.capacity) })}</span>
              </p>
              <Level stock={s} />
              <p className="tanks">
                <span>{t('stock.usable', { volume: cubicMetres(s.usable) })}</span>
                <span>{t('stock.fresh', { n: count(s.freshTanks) })}</span>
                <span className={s.silentTanks > 0 ? 'silent' : ''}>
                  {s.silentTanks > 0
                    ? t('stock.silent', { n: count(s.silentTanks), volume: cubicMetres(s.staleVolume) })
                    : t('stock.noneSilent')}
                </span>
              </p>
            </li>
          )
        })}
      </ul>
      <p className="legend">{t('stock.legend')}</p>
    </Tile>
  )
}
