import { Table } from 'antd'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { textAt } from '@/i18n/textAt'
import { dateTime, timeOfDay, wholeLitres } from '@/ui/format'
import { Card } from '../Card'
import { courseOf, type Frozen, frozenOf, lineOf, type TankThen } from './origin'

const IncidentOriginDocument = graphql(`
  query IncidentOrigin($id: ID!) {
    incident(id: $id) {
      id
      origin {
        id
        kind
        frozenAt
        content
      }
    }
  }
`)

/** What a station said when that became the incident; nothing where it came otherwise. It never changes. */
export function OriginCard({ id }: { id: string }) {
  const { t } = useTranslation()
  const [{ data, error }] = useQuery({
    query: IncidentOriginDocument,
    variables: { id },
    requestPolicy: 'cache-first',
  })
  const origin = data?.incident?.origin
  if (error && !data)
    return (
      <Card title={t('aftermath.origin.title')}>
        <p role="alert">{t('failure.UNAVAILABLE')}</p>
      </Card>
    )
  if (!origin) return null
  const frozen = frozenOf(origin.content)
  return (
    <Card title={t('aftermath.origin.title')}>
      {frozen ? <Told frozen={frozen} /> : <p role="alert">{t('aftermath.origin.broken')}</p>}
      <p className="console-soft">
        {t(`aftermath.origin.kind.${origin.kind}`)} · {t('aftermath.origin.frozenAt')}{' '}
        {dateTime(origin.frozenAt)}
      </p>
    </Card>
  )
}

const SPARK = { width: 110, height: 28 }

function Told({ frozen: { station, told, tanks } }: { frozen: Frozen }) {
  const { t } = useTranslation()
  const words = useToldWords()
  return (
    <>
      <dl className="incident-facts">
        <dt>{t('aftermath.alarm.station')}</dt>
        <dd>
          {station.name} <a href={`/station/${station.code}`}>{station.code}</a>
        </dd>
        <dt>{t('aftermath.origin.told')}</dt>
        <dd>
          <b>{words(told)}</b>
          {told.detail && ` · ${told.detail}`}
        </dd>
        <dt>{t('aftermath.alarm.at')}</dt>
        <dd>{dateTime(told.happenedAt ?? told.receivedAt ?? '')}</dd>
        <dt>{t('aftermath.origin.device')}</dt>
        <dd>{told.device}</dd>
      </dl>
      {told.excerpt && <pre className="console-excerpt">{told.excerpt}</pre>}
      <h4>{t('aftermath.origin.stock')}</h4>
      <Table<TankThen>
        rowKey="number"
        size="small"
        pagination={false}
        dataSource={[...tanks]}
        columns={[
          {
            title: t('aftermath.origin.tank'),
            className: 'origin-tank',
            render: (_, tank) => (
              <>
                {tank.number} <b>{t('product.short', { code: tank.product })}</b>
              </>
            ),
          },
          {
            title: t('aftermath.origin.first'),
            align: 'right',
            render: (_, tank) => <Volume value={courseOf(tank)?.first} />,
          },
          {
            title: t('aftermath.origin.last'),
            align: 'right',
            render: (_, tank) => <Volume value={courseOf(tank)?.last} />,
          },
          {
            title: t('aftermath.origin.change'),
            align: 'right',
            render: (_, tank) => <Volume value={courseOf(tank)?.change} />,
          },
          { title: t('aftermath.origin.course'), render: (_, tank) => <Course tank={tank} /> },
        ]}
      />
    </>
  )
}

/** Says an event's kind or an item's reason in words, with the tank or nozzle. */
function useToldWords() {
  const { t } = useTranslation()
  const kinds = t('event.kind', { returnObjects: true }) as object
  const reasons = t('quarantine.reason', { returnObjects: true }) as object
  return (told: Frozen['told']) =>
    [
      told.kind && (textAt(kinds, String(told.kind)) ?? told.kind),
      told.reason && (textAt(reasons, String(told.reason)) ?? told.reason),
      told.field,
      told.tank && t('event.atTank', { number: told.tank }),
      told.nozzle && t('event.atNozzle', { number: told.nozzle }),
    ]
      .filter(Boolean)
      .join(' ')
}

const Volume = ({ value }: { value: number | undefined }) => (value === undefined ? '—' : wholeLitres(value))

function Course({ tank }: { tank: TankThen }) {
  const { t } = useTranslation()
  const first = tank.readings[0]
  const last = tank.readings.at(-1)
  if (!first || !last) return <span className="console-soft">{t('aftermath.origin.none')}</span>
  return (
    <>
      <svg
        className="origin-course"
        viewBox={`-2 -2 ${SPARK.width + 4} ${SPARK.height + 4}`}
        width={SPARK.width}
        height={SPARK.height}
        role="img"
        aria-label={t('aftermath.origin.readings', { n: tank.readings.length })}
      >
        <polyline points={lineOf(tank, SPARK.width, SPARK.height)} />
      </svg>
      <small className="console-soft">
        {timeOfDay(first.measuredAt)}–{timeOfDay(last.measuredAt)}
        <br />
        {t('aftermath.origin.readings', { n: tank.readings.length })}
      </small>
    </>
  )
}
