import { useCallback, useEffect, useRef, useState } from 'react'
import { useQuery } from 'urql'
import { missingScopes } from '@/gql/client'
import { graphql } from '@/gql/generated'
import type { TankQuantity } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { dateTime, oneDecimal, shortDateTime } from '@/ui/format'
import { Withheld } from '@/ui/Withheld'
import { token, useChart } from './chart'
import type { StationTank } from './station'

const TankHistoryDocument = graphql(`
  query TankHistory($tank: ID!, $quantity: TankQuantity!, $from: DateTime!, $to: DateTime!, $buckets: Int!) {
    node(id: $tank) {
      __typename
      ... on Tank {
        history(quantity: $quantity, from: $from, to: $to, buckets: $buckets) {
          bucketSeconds
          points {
            start
            min
            mean
            max
            count
          }
        }
      }
    }
  }
`)

const periods = { sixHours: 6, day: 24, week: 168 } as const
type Period = keyof typeof periods
const quantities: TankQuantity[] = ['VOLUME', 'VOLUME_20', 'LEVEL', 'TEMPERATURE', 'WATER_LEVEL']

/** The chart follows the present at this pace. */
const REFRESH_MS = 30_000
const HOUR_MS = 3_600_000

interface Span {
  from: string
  to: string
}

const periodEnding = (hours: number): Span => {
  const to = serverClock.now() ?? Date.now()
  return { from: new Date(to - hours * HOUR_MS).toISOString(), to: new Date(to).toISOString() }
}

interface Choice<T extends string> {
  name: string
  options: readonly T[]
  label(option: T): string
  chosen: T
  choose(option: T): void
}

function Choices<T extends string>({ name, options, label, chosen, choose }: Choice<T>) {
  return (
    <fieldset className="choices">
      <legend className="sr-only">{name}</legend>
      {options.map((o) => (
        <button key={o} type="button" aria-pressed={o === chosen} onClick={() => choose(o)}>
          {label(o)}
        </button>
      ))}
    </fieldset>
  )
}

/** One quantity of one tank over a period: the mean, and the band from lowest to highest. */
export function TankHistory({ tanks }: { tanks: readonly StationTank[] }) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [tankId, setTank] = useState(tanks[0]?.id ?? '')
  const [quantity, setQuantity] = useState<TankQuantity>('VOLUME')
  const [period, setPeriod] = useState<Period>('sixHours')
  const [span, setSpan] = useState(() => periodEnding(periods.sixHours))
  const [buckets, setBuckets] = useState(300)
  const tank = tanks.find((k) => k.id === tankId)

  useEffect(() => {
    const renew = () => {
      setSpan(periodEnding(periods[period]))
      // A bucket to each two pixels: more could not be seen.
      setBuckets(Math.max(10, Math.min(2_000, Math.round((frame.current?.clientWidth ?? 600) / 2))))
    }
    renew()
    const timer = setInterval(renew, REFRESH_MS)
    return () => clearInterval(timer)
  }, [period])

  const [{ data, error, fetching }] = useQuery({
    query: TankHistoryDocument,
    variables: { tank: tankId, quantity, ...span, buckets },
    pause: !tankId,
    requestPolicy: 'network-only',
  })
  // While the next period is read the chart keeps the last answer of the same kind.
  const history = data?.node?.__typename === 'Tank' ? data.node.history : null
  const points = history?.points
  const missing = missingScopes(error)[0]

  const build = useCallback(
    (element: Element) => {
      const colour = token(element, `product-${tank?.product.code ?? '0'}`)
      const soft = token(element, 'text-soft')
      const line = token(element, 'line')
      const rows = points ?? []
      const series = (name: string, data: (number | null)[][], extra: object) => ({
        name,
        type: 'line' as const,
        showSymbol: false,
        data,
        ...extra,
      })
      const gap = (history?.bucketSeconds ?? 60) * 1_000 * 3
      // A silence is a gap in the line, never a straight stroke across it.
      const holes = <T,>(value: (p: (typeof rows)[number]) => T) =>
        rows.flatMap((p, i) => {
          const at = Date.parse(p.start)
          const next = rows[i + 1]
          const point: [number, T | null] = [at, value(p)]
          return next && Date.parse(next.start) - at > gap
            ? [point, [at + 1, null] as [number, null]]
            : [point]
        })
      const means = holes((p) => p.mean)
      // A reading between two silences has no line to be seen by: it is a dot.
      const alone = (i: number) => means[i - 1]?.[1] == null && means[i + 1]?.[1] == null
      return {
        grid: { left: 70, right: 20, top: 30, bottom: 30 },
        tooltip: {
          trigger: 'axis' as const,
          backgroundColor: token(element, 'surface-raised'),
          borderColor: line,
          textStyle: { color: token(element, 'text') },
          formatter: (items: { dataIndex: number; data: [number] }[]) => {
            const at = items[0]?.data[0]
            const p = rows.find((r) => Date.parse(r.start) === at)
            if (!p) return ''
            return [
              dateTime(p.start),
              `${t('history.max')} ${oneDecimal(p.max)}`,
              `${t('history.mean')} ${oneDecimal(p.mean)}`,
              `${t('history.min')} ${oneDecimal(p.min)}`,
              t('history.readings', { n: p.count }),
            ].join('<br/>')
          },
        },
        xAxis: {
          type: 'time' as const,
          min: Date.parse(span.from),
          max: Date.parse(span.to),
          axisLabel: { color: soft, hideOverlap: true, formatter: (v: number) => shortDateTime(v) },
          axisLine: { lineStyle: { color: line } },
        },
        yAxis: {
          type: 'value' as const,
          scale: true,
          name: t(`history.unit.${quantity}`),
          nameTextStyle: { color: soft },
          axisLabel: { color: soft },
          splitLine: { lineStyle: { color: line } },
        },
        series: [
          series(
            t('history.min'),
            holes((p) => p.min),
            { stack: 'band', lineStyle: { opacity: 0 }, silent: true },
          ),
          series(
            t('history.max'),
            holes((p) => p.max - p.min),
            {
              stack: 'band',
              stackStrategy: 'all',
              lineStyle: { opacity: 0 },
              areaStyle: { color: colour, opacity: 0.25 },
              silent: true,
            },
          ),
          series(t('history.mean'), means, {
            showSymbol: true,
            symbol: 'circle',
            symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => (alone(dataIndex) ? 7 : 0),
            lineStyle: { color: colour, width: 2 },
            itemStyle: { color: colour },
          }),
        ],
      }
    },
    [points, history?.bucketSeconds, quantity, span, tank?.product.code, t],
  )
  useChart(frame, build)

  if (!tank) return null
  return (
    <section className="panel history">
      <header>
        <h2>{t('history.title')}</h2>
        <Choices
          name={t('history.tank')}
          options={tanks.map((k) => k.id)}
          label={(id) => t('station.tank', { number: tanks.find((k) => k.id === id)?.number ?? '' })}
          chosen={tankId}
          choose={setTank}
        />
        <Choices<TankQuantity>
          name={t('history.quantity')}
          options={quantities}
          label={(q: TankQuantity) => t(`history.name.${q}`)}
          chosen={quantity}
          choose={setQuantity}
        />
        <Choices<Period>
          name={t('history.period')}
          options={Object.keys(periods) as Period[]}
          label={(p: Period) => t(`history.periodName.${p}`)}
          chosen={period}
          choose={setPeriod}
        />
      </header>
      {missing && <Withheld scope={missing} />}
      <div className="chart" ref={frame} hidden={missing !== undefined} />
      <p className="note">
        {missing
          ? null
          : error
            ? t('failure.INTERNAL')
            : points?.length === 0 && !fetching
              ? t('history.none')
              : t('history.legend')}
      </p>
    </section>
  )
}
