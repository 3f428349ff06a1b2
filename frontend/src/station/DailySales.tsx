import { lazy, Suspense, useCallback, useRef } from 'react'
import { useQuery } from 'urql'
import { missingScopes } from '@/gql/client'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { wholeLitres, yuan } from '@/ui/format'
import { Withheld } from '@/ui/Withheld'
import { token, useChart } from './chart'

const StationSalesDocument = graphql(`
  query StationSales($code: String!, $days: Int!) {
    station(code: $code) {
      id
      dailySales(days: $days) {
        day
        product
        volume
        amount
        count
      }
    }
  }
`)

const DAYS = 14

const SalesExport = lazy(() => import('./SalesExport'))

interface Props {
  code: string
  /** The reader keeps files: no display does. */
  keepsFiles: boolean
}

/** Litres sold on each of the last days, by product. */
export function DailySales({ code, keepsFiles }: Props) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [{ data, error }] = useQuery({ query: StationSalesDocument, variables: { code, days: DAYS } })
  const rows = data?.station?.dailySales
  const missing = missingScopes(error)[0]
  const first = rows?.map((s) => s.day).sort()[0]
  const build = useCallback(
    (element: Element) => {
      const sales = rows ?? []
      const days = [...new Set(sales.map((s) => s.day))].sort()
      const products = [...new Set(sales.map((s) => s.product))].sort()
      const soft = token(element, 'text-soft')
      return {
        grid: { left: 60, right: 16, top: 36, bottom: 28 },
        legend: { textStyle: { color: soft }, top: 0 },
        tooltip: {
          trigger: 'item' as const,
          formatter: (item: { seriesId: string; name: string }) => {
            const s = sales.find((r) => r.day === item.name && r.product === item.seriesId)
            if (!s) return ''
            return [
              `${s.day} ${t('product.short', { code: s.product })}`,
              t('unit.litres', { value: wholeLitres(s.volume) }),
              t('unit.yuan', { value: yuan(s.amount) }),
              t('daily.count', { n: s.count }),
            ].join('<br/>')
          },
        },
        xAxis: {
          type: 'category' as const,
          data: days,
          axisLabel: { color: soft, formatter: (d: string) => d.slice(5) },
        },
        yAxis: {
          type: 'value' as const,
          name: t('history.unit.VOLUME'),
          nameTextStyle: { color: soft },
          axisLabel: { color: soft },
          splitLine: { lineStyle: { color: token(element, 'line') } },
        },
        series: products.map((product) => ({
          id: product,
          name: t('product.short', { code: product }),
          type: 'bar' as const,
          stack: 'sales',
          barMaxWidth: 40,
          itemStyle: { color: token(element, `product-${product}`) || token(element, 'accent') },
          data: days.map((d) => sales.find((s) => s.day === d && s.product === product)?.volume ?? 0),
        })),
      }
    },
    [rows, t],
  )
  useChart(frame, build)
  return (
    <section className="panel">
      <header>
        <h2>{t('daily.title', { n: DAYS })}</h2>
        {keepsFiles && first && (
          <Suspense>
            <SalesExport station={code} since={`${first}T00:00:00+08:00`} />
          </Suspense>
        )}
      </header>
      {missing && <Withheld scope={missing} />}
      <div className="chart small" ref={frame} hidden={missing !== undefined} />
      <p className="note">
        {missing
          ? null
          : error
            ? t('failure.INTERNAL')
            : rows?.length === 0
              ? t('daily.none')
              : t('daily.explained')}
      </p>
    </section>
  )
}
