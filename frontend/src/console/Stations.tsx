import { Link } from '@tanstack/react-router'
import { Input, Table } from 'antd'
import { useMemo } from 'react'
import { useCounty } from '@/gql/county'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { connection } from '@/live/connection'
import { stationMark } from '@/live/staleness'
import { useStore } from '@/live/store'
import { useStream } from '@/live/stream'
import { createTelemetry } from '@/live/telemetry'
import { ExportMenu } from '@/ui/ExportMenu'
import { LinkMark } from '@/ui/LinkMark'
import { useLookedFor } from './useLookedFor'

/** All stations with what they are and whether they speak. */
export function Stations() {
  const { t } = useTranslation()
  const named = useNamed()
  const now = useNow()
  const { generation } = useStore(connection().state)
  const county = useCounty(generation)
  const telemetry = useMemo(() => createTelemetry(), [])
  const told = useStream(telemetry)
  const [search, setSearch] = useLookedFor()
  const wanted = search.trim().toLowerCase()
  const rows = (county?.stations ?? []).filter((s) =>
    [s.code, s.name, s.nameEn, s.area.code, s.area.name, s.area.nameEn, s.owner.name].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  )
  return (
    <>
      <div className="console-bar">
        <Input.Search
          allowClear
          placeholder={t('console.search')}
          style={{ width: 320 }}
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
        <ExportMenu table="stations" filters={{ search }} />
        <span>{t('console.count', { n: rows.length })}</span>
      </div>
      <Table
        rowKey="code"
        size="small"
        loading={county === null}
        dataSource={rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          {
            title: t('station.code'),
            dataIndex: 'code',
            sorter: (a, b) => a.code.localeCompare(b.code),
            render: (code: string) => (
              <Link to="/station/$code" params={{ code }}>
                {code}
              </Link>
            ),
          },
          { title: t('station.name'), render: (_, s) => named(s) },
          { title: t('station.area'), render: (_, s) => named(s.area) },
          { title: t('station.owner'), render: (_, s) => named(s.owner) },
          {
            title: t('station.class'),
            render: (_, s) => (s.class ? t(`station.classWord.${s.class}`) : t('station.noClass')),
          },
          { title: t('station.status'), render: (_, s) => t(`station.statusWord.${s.status}`) },
          {
            title: t('console.link'),
            render: (_, s) => <LinkMark mark={stationMark(s, told, now.server)} />,
          },
        ]}
      />
    </>
  )
}
