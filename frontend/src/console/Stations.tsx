import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type CountyStation, useCounty } from '@/gql/county'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { useGeneration } from '@/live/connection'
import { stationMark } from '@/live/staleness'
import { useStream } from '@/live/stream'
import { createTelemetry } from '@/live/telemetry'
import { LinkMark } from '@/ui/LinkMark'
import { byText, type Column, type Filter, isIn } from './list/filter'
import { List } from './list/List'

const statuses = ['PLANNED', 'OPERATING', 'SUSPENDED', 'CLOSED'] as const

/** All stations with what they are and whether they speak. */
export function Stations() {
  const { t } = useTranslation()
  const named = useNamed()
  const now = useNow()
  const generation = useGeneration()
  const county = useCounty(generation)
  const telemetry = useMemo(() => createTelemetry(), [])
  const told = useStream(telemetry)
  const filters: Filter<CountyStation>[] = [
    {
      name: 'search',
      label: t('console.search'),
      kind: 'text',
      holds: (s, wanted) =>
        isIn([s.code, s.name, s.nameEn, s.area.name, s.area.nameEn, s.owner.name, s.owner.nameEn], wanted),
    },
    {
      name: 'area',
      label: t('station.area'),
      kind: 'multiple',
      options: (county?.areas ?? [])
        .filter((a) => a.kind !== 'COUNTY')
        .map((a) => ({ value: a.code, label: named(a) })),
      holds: (s, codes) => codes.includes(s.area.code),
    },
    {
      name: 'state',
      label: t('station.status'),
      kind: 'multiple',
      options: statuses.map((value) => ({ value, label: t(`station.statusWord.${value}`) })),
      holds: (s, wanted) => wanted.includes(s.status),
    },
  ]
  const columns: Column<CountyStation>[] = [
    {
      key: 'code',
      title: t('station.code'),
      always: true,
      exported: ['stationCode'],
      compare: byText((s) => s.code),
      render: ({ code }) => (
        <Link to="/station/$code" params={{ code }}>
          {code}
        </Link>
      ),
    },
    {
      key: 'name',
      title: t('station.name'),
      exported: ['stationName', 'stationNameEn'],
      compare: byText(named),
      render: named,
    },
    {
      key: 'area',
      title: t('station.area'),
      exported: ['area'],
      compare: byText((s) => named(s.area)),
      render: (s) => named(s.area),
    },
    {
      key: 'owner',
      title: t('station.owner'),
      exported: ['owner'],
      compare: byText((s) => named(s.owner)),
      render: (s) => named(s.owner),
    },
    {
      key: 'class',
      title: t('station.class'),
      compare: byText((s) => s.class),
      render: (s) => (s.class ? t(`station.classWord.${s.class}`) : t('station.noClass')),
    },
    {
      key: 'status',
      title: t('station.status'),
      exported: ['stationStatus'],
      compare: byText((s) => s.status),
      render: (s) => t(`station.statusWord.${s.status}`),
    },
    {
      key: 'link',
      title: t('console.link'),
      render: (s) => <LinkMark mark={stationMark(s, told, now.server)} />,
    },
  ]
  return (
    <List
      name="stations"
      title={t('console.section.stations')}
      filters={filters}
      columns={columns}
      rows={county?.stations ?? null}
      rowKey={(s) => s.code}
      none={t('list.none')}
      exported="stations"
    />
  )
}
