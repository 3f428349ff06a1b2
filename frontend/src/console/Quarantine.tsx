import { Button, Input, Select, Table, Tag } from 'antd'
import { useContext, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { QuarantineReason } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { ExportMenu } from '@/ui/ExportMenu'
import { dateTime } from '@/ui/format'
import { ToIncident } from '@/ui/ToIncident'
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
  const [reason, setReason] = useState<QuarantineReason | null>(null)
  const [station, setStation] = useState('')
  const [device, setDevice] = useState('')
  const [after, setAfter] = useState<string | null>(null)
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew, the day ends anew
  const since = useMemo(() => new Date((serverClock.now() ?? Date.now()) - DAY_MS).toISOString(), [asked])
  const filter = useMemo(
    () => ({ reason, station: station.trim() || null, device: device.trim() || null }),
    [reason, station, device],
  )
  const [{ data, fetching }] = useQuery({ query: QuarantineDocument, variables: { filter, after, since } })
  const page = data?.quarantine
  const choose = (next: QuarantineReason | null) => {
    setReason(next)
    setAfter(null)
  }

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
      <div className="console-bar">
        <Select
          allowClear
          style={{ width: 220 }}
          aria-label={t('quarantine.anyReason')}
          placeholder={t('quarantine.anyReason')}
          value={reason}
          onChange={(value) => choose(value ?? null)}
          options={reasons.map((r) => ({ value: r, label: t(`quarantine.reason.${r}`) }))}
        />
        <Input.Search
          allowClear
          style={{ width: 200 }}
          placeholder={t('station.code')}
          onSearch={(v) => {
            setStation(v)
            setAfter(null)
          }}
        />
        <Input.Search
          allowClear
          style={{ width: 200 }}
          placeholder={t('device.code')}
          onSearch={(v) => {
            setDevice(v)
            setAfter(null)
          }}
        />
        <span>{t('console.count', { n: page?.totalCount ?? 0 })}</span>
        {after && <Button onClick={() => setAfter(null)}>{t('console.firstPage')}</Button>}
        {page?.pageInfo.hasNextPage && (
          <Button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>{t('console.nextPage')}</Button>
        )}
        <ExportMenu table="quarantine" filters={{ state: reason ?? undefined, station, device }} />
        <Button onClick={() => setAsked(asked + 1)}>{t('console.refresh')}</Button>
      </div>
      <Table
        rowKey="id"
        size="small"
        loading={fetching && !data}
        dataSource={page?.edges.map((e) => e.node) ?? []}
        pagination={false}
        expandable={{ expandedRowRender: (q) => <pre className="console-excerpt">{q.excerpt}</pre> }}
        columns={[
          {
            title: `${t('quarantine.receivedAt')} (${t('clock.zone')})`,
            render: (_, q) => dateTime(q.receivedAt),
          },
          { title: t('device.station'), render: (_, q) => named(q.station) },
          { title: t('device.code'), render: (_, q) => q.device.code },
          {
            title: t('quarantine.why'),
            render: (_, q) => <Tag color="orange">{t(`quarantine.reason.${q.reason}`)}</Tag>,
          },
          { title: t('quarantine.field'), dataIndex: 'field' },
          { title: t('quarantine.detail'), dataIndex: 'detail' },
          { render: (_, q) => <ToIncident of={q.id} scopes={scopes} /> },
        ]}
      />
    </>
  )
}
