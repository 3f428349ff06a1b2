import { Button, Tag } from 'antd'
import { useContext, useEffect, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { QuarantineListQuery, QuarantineReason } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { dateTime } from '@/ui/format'
import { ToIncident } from '@/ui/ToIncident'
import type { Filter } from './list/filter'
import { List } from './list/List'
import { useListQuery, useListState } from './list/useListQuery'
import { ViewerContext } from './rights'

const QuarantineDocument = graphql(`
  query QuarantineList($filter: QuarantineFilter, $after: Cursor, $since: DateTime!) {
    quarantine(first: 50, filter: $filter, after: $after) {
      edges {
        node {
          id
          receivedAt
          reason
          field
          detail
          excerpt
          device {
            code
          }
          station {
            code
            name
            nameEn
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
    quarantineCounts(since: $since) {
      reason
      count
    }
  }
`)

type Item = NonNullable<QuarantineListQuery['quarantine']>['edges'][number]['node']

const DAY_MS = 86_400_000
const reasons: QuarantineReason[] = [
  'MALFORMED',
  'UNKNOWN_SENSOR',
  'FOREIGN_SENSOR',
  'NOT_A_NUMBER',
  'NEGATIVE',
  'ABOVE_CAPACITY',
  'OUT_OF_RANGE',
  'TIME_TOO_OLD',
  'TIME_IN_FUTURE',
  'TOO_LARGE',
  'TOO_MANY',
]

/** What devices sent and the hub would not believe, with the reason. */
export function Quarantine() {
  const { t } = useTranslation()
  const named = useNamed()
  const scopes = useContext(ViewerContext)?.scopes ?? []
  const [after, setAfter] = useState<string | null>(null)
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew, the day ends anew
  const since = useMemo(() => new Date((serverClock.now() ?? Date.now()) - DAY_MS).toISOString(), [asked])
  const filters: Filter<Item>[] = [
    {
      name: 'state',
      label: t('quarantine.anyReason'),
      kind: 'choice',
      options: reasons.map((r) => ({ value: r, label: t(`quarantine.reason.${r}`) })),
    },
    { name: 'station', label: t('station.code'), kind: 'text' },
    { name: 'device', label: t('device.code'), kind: 'text' },
  ]
  const {
    state: [reason] = [],
    station: [station] = [],
    device: [device] = [],
  } = useListState(filters).values
  const filter = useMemo(
    () => ({
      reason: (reason as QuarantineReason | undefined) ?? null,
      station: station?.trim() || null,
      device: device?.trim() || null,
    }),
    [reason, station, device],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter begins at its first page
  useEffect(() => setAfter(null), [filter])
  const ask = useListQuery()
  const [{ data, error }] = useQuery({ query: QuarantineDocument, variables: { filter, after, since } })
  const page = data?.quarantine
  const choose = (next: QuarantineReason | null) =>
    ask((query) => ({ ...query, state: next ?? undefined, page: undefined }))

  return (
    <>
      <div className="console-bar">
        <span>{t('quarantine.lastDay')}</span>
        {data?.quarantineCounts?.length === 0 && <Tag color="green">{t('quarantine.nothing')}</Tag>}
        {data?.quarantineCounts?.map((c) => (
          <Tag.CheckableTag
            key={c.reason}
            checked={reason === c.reason}
            onChange={(on) => choose(on ? c.reason : null)}
          >
            {t(`quarantine.reason.${c.reason}`)} <b>{c.count}</b>
          </Tag.CheckableTag>
        ))}
      </div>
      <List
        name="quarantine"
        title={t('console.section.quarantine')}
        filters={filters}
        rows={page?.edges.map((e) => e.node) ?? null}
        failed={error !== undefined}
        total={page?.totalCount ?? 0}
        rowKey={(q) => q.id}
        none={t('quarantine.nothing')}
        exported="quarantine"
        onRefresh={() => setAsked(asked + 1)}
        acts={
          <>
            {after && <Button onClick={() => setAfter(null)}>{t('console.firstPage')}</Button>}
            {page?.pageInfo.hasNextPage && (
              <Button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>
                {t('console.nextPage')}
              </Button>
            )}
          </>
        }
        expandable={{ expandedRowRender: (q) => <pre className="console-excerpt">{q.excerpt}</pre> }}
        columns={[
          {
            key: 'receivedAt',
            title: `${t('quarantine.receivedAt')} (${t('clock.zone')})`,
            always: true,
            exported: ['receivedAt'],
            render: (q) => dateTime(q.receivedAt),
          },
          {
            key: 'station',
            title: t('device.station'),
            exported: ['stationCode', 'stationName'],
            render: (q) => named(q.station),
          },
          { key: 'device', title: t('device.code'), exported: ['deviceCode'], render: (q) => q.device.code },
          {
            key: 'reason',
            title: t('quarantine.why'),
            exported: ['reason'],
            render: (q) => <Tag color="orange">{t(`quarantine.reason.${q.reason}`)}</Tag>,
          },
          { key: 'field', title: t('quarantine.field'), exported: ['field'], render: (q) => q.field },
          {
            key: 'detail',
            title: t('quarantine.detail'),
            exported: ['detail', 'excerpt'],
            render: (q) => q.detail,
          },
          { key: 'acts', title: '', acts: true, render: (q) => <ToIncident of={q.id} scopes={scopes} /> },
        ]}
      />
    </>
  )
}
