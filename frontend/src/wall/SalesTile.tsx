import { useMemo } from 'react'
import type { CountyStation, Product } from '@/gql/county'
import { useNamed, useTranslation } from '@/i18n'
import type { Stock } from '@/live/stock'
import type { StreamState } from '@/live/stream'
import { TELEMETRY_STALE_MS, type Telemetry } from '@/live/telemetry'
import { litres, timeOfDay, wholeLitres, wholeYuan, yuan } from '@/ui/format'
import { Tile } from './Tile'

const SHOWN = 12

interface Props {
  figures: StreamState<Stock | null>
  stream: StreamState<Telemetry>
  stations: readonly CountyStation[]
  products: readonly Product[]
}

/** Today's litres and money by product, and the sales as they happen. */
export function SalesTile({ figures, stream, stations, products }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const nozzles = useMemo(
    () => new Map(stations.flatMap((s) => s.nozzles.map((n) => [n.id, { station: s, nozzle: n }]))),
    [stations],
  )
  const rows = figures.value?.products ?? []
  const recent = stream.value.recent.slice(0, SHOWN)
  const total = rows.reduce(
    (sum, r) => ({ volume: sum.volume + (r.soldToday ?? 0), amount: sum.amount + (r.soldTodayAmount ?? 0) }),
    {
      volume: 0,
      amount: 0,
    },
  )
  const known = rows.every((r) => r.soldToday !== null && r.soldTodayAmount !== null)
  return (
    <Tile
      area="sales"
      title={t('sales.title')}
      needs="sales:read"
      stream={stream}
      promiseMs={TELEMETRY_STALE_MS}
      newest={recent[0]?.receivedAt ?? null}
    >
      {figures.refusal?.scope ? (
        <p className="withheld-kinds">{t('sales.noTotals')}</p>
      ) : (
        <table className="sold-today">
          <thead>
            <tr>
              <th>{t('sales.today')}</th>
              <th>{t('sales.litres')}</th>
              <th>{t('sales.yuan')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.product}>
                <th style={{ color: `var(--product-${r.product}, var(--accent))` }}>
                  {t('product.short', { code: r.product })}
                  <small>
                    {named(products.find((p) => p.code === r.product) ?? { name: '', nameEn: '' })}
                  </small>
                </th>
                <td>{r.soldToday === null ? '—' : wholeLitres(r.soldToday)}</td>
                <td>{r.soldTodayAmount === null ? '—' : wholeYuan(r.soldTodayAmount)}</td>
              </tr>
            ))}
            {known && (
              <tr className="total">
                <th>{t('sales.total')}</th>
                <td>{wholeLitres(total.volume)}</td>
                <td>{wholeYuan(total.amount)}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      <ol className="ticker">
        {recent.map((sale) => {
          const at = nozzles.get(sale.nozzleId)
          const product = at?.nozzle.tank.product.code
          return (
            <li key={`${sale.nozzleId} ${sale.soldAt}`}>
              <time>{timeOfDay(sale.soldAt)}</time>
              <span className="where">{at ? named(at.station) : t('sales.newStation')}</span>
              <b style={{ color: `var(--product-${product}, var(--accent))` }}>
                {product === undefined ? '' : t('product.short', { code: product })}
              </b>
              <span>{t('unit.litres', { value: litres(sale.volume) })}</span>
              <span>{t('unit.yuan', { value: yuan(sale.amount) })}</span>
            </li>
          )
        })}
      </ol>
    </Tile>
  )
}
