import './installation.css'
import { Button, Input, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { useQuery } from 'urql'
import { useNamed, useTranslation } from '@/i18n'
import { ExportMenu } from '@/ui/ExportMenu'
import { yuan } from '@/ui/format'
import { type Equipment, InstallationBookDocument, type StationRow } from './documents'
import { InstallationPanel } from './InstallationPanel'
import { PlaceButton } from './PlaceButton'
import { countsOf, isShown, type Show, shows, sumsOf } from './sums'

const states = [
  'NONE',
  'PROCURED',
  'CONTRACTED',
  'INSTALLING',
  'CONNECTED',
  'ACCEPTED',
  'OPERATING',
  'FAULTY',
] as const
const payers = ['', 'COUNTY', 'OWNER'] as const

/** The supervision equipment of every station: how far it is, whether it is late, who pays. */
export function Installations() {
  const { t } = useTranslation()
  const named = useNamed()
  const [search, setSearch] = useState('')
  const [show, setShow] = useState<Show>('all')
  const [state, setState] = useState('')
  const [payer, setPayer] = useState<(typeof payers)[number]>('')
  const [opened, setOpened] = useState<{ station: string; kind: string } | null>(null)
  const [{ data, fetching }, again] = useQuery({ query: InstallationBookDocument })
  const refresh = () => again({ requestPolicy: 'network-only' })
  const book = data?.installationBook
  const wanted = search.trim().toLowerCase()
  const rows = (book?.stations ?? []).filter(
    (s) =>
      (payer === '' || s.ownerPays === (payer === 'OWNER')) &&
      s.places.some((p) => isShown(p, show, state)) &&
      [
        s.station.code,
        s.station.name,
        s.station.nameEn,
        s.station.area.name,
        s.station.area.nameEn,
        s.station.owner.name,
        s.station.owner.nameEn,
      ].some((text) => text.toLowerCase().includes(wanted)),
  )
  const current = book?.stations.find((s) => s.station.code === opened?.station)
  const equipment = book?.equipment.find((e) => e.code === opened?.kind)
  return (
    <>
      {book && (
        <p className="console-note">
          {t('installation.scheme', {
            scheme: book.scheme,
            day: book.connectBy,
            percent: book.subsidyPercent,
          })}
        </p>
      )}
      <div className="console-bar">
        <Input.Search
          allowClear
          placeholder={t('installation.find')}
          style={{ width: 300 }}
          onChange={(e) => setSearch(e.target.value)}
        />
        <Segmented
          value={show}
          onChange={setShow}
          options={shows.map((value) => ({ value, label: t(`installation.show.${value}`) }))}
        />
        <Select
          value={state}
          onChange={setState}
          aria-label={t('installation.anyState')}
          style={{ minWidth: 130 }}
          options={[
            { value: '', label: t('installation.anyState') },
            ...states.map((value) => ({
              value,
              label: value === 'NONE' ? t('installation.notBegun') : t(`installation.state.${value}`),
            })),
          ]}
        />
        <Select
          value={payer}
          onChange={setPayer}
          aria-label={t('installation.payer.label')}
          style={{ minWidth: 150 }}
          options={payers.map((value) => ({ value, label: t(`installation.payer.${value || 'any'}`) }))}
        />
        <ExportMenu table="installations" filters={{ search, show, state, payer }} />
        <Button onClick={refresh}>{t('console.refresh')}</Button>
      </div>
      {book && <p className="installation-counts">{t('installation.counts', countsOf(rows))}</p>}
      <Table
        rowKey={(s) => s.station.id}
        size="small"
        className="installation-book"
        loading={fetching && !data}
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: t('installation.none') }}
        columns={[
          {
            title: t('installation.station'),
            render: (_, s) => (
              <>
                <b>{named(s.station)}</b>
                <br />
                <small className="console-soft">
                  {s.station.code} · {named(s.station.area)} · {named(s.station.owner)} ·{' '}
                  {t(`station.statusWord.${s.station.status}`)}
                </small>
              </>
            ),
          },
          ...(book?.equipment ?? []).map((e, i) => ({
            title: named(e),
            key: e.code,
            render: (_: unknown, s: StationRow) => {
              const place = s.places[i]
              return (
                place && (
                  <PlaceButton
                    place={place}
                    label={`${named(s.station)} ${named(e)}`}
                    onOpen={() => setOpened({ station: s.station.code, kind: e.code })}
                  />
                )
              )
            },
          })),
          ...(['cost', 'owner', 'county', 'city'] as const).map((part) => ({
            title: t(part === 'cost' ? 'installation.cost' : `installation.${part}Share`),
            key: part,
            align: 'right' as const,
            className: 'installation-sum',
            render: (_: unknown, s: StationRow) => <Sum stations={[s]} part={part} />,
          })),
        ]}
        summary={() => rows.length > 0 && <Total rows={rows} equipment={book?.equipment ?? []} />}
      />
      {current && equipment && (
        <InstallationPanel
          row={current}
          equipment={equipment}
          connectBy={book?.connectBy ?? ''}
          onChanged={refresh}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

/** A sum, and how much of it nobody knows. */
function Sum({
  stations,
  part,
}: {
  stations: readonly StationRow[]
  part: 'cost' | 'owner' | 'county' | 'city'
}) {
  const { t } = useTranslation()
  const sums = sumsOf(stations)
  return (
    <>
      {sums.known === 0 && sums.unknown > 0 ? t('installation.unknown') : yuan(sums[part])}
      {part === 'cost' && sums.unknown > 0 && (
        <small className="installation-partly">{t('installation.partly', { n: sums.unknown })}</small>
      )}
    </>
  )
}

function Total({ rows, equipment }: { rows: readonly StationRow[]; equipment: readonly Equipment[] }) {
  const { t } = useTranslation()
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0} colSpan={1 + equipment.length}>
          <b>{t('installation.total', { n: rows.length })}</b>{' '}
          <small className="console-soft">{t('installation.totalNote')}</small>
        </Table.Summary.Cell>
        {(['cost', 'owner', 'county', 'city'] as const).map((part, i) => (
          <Table.Summary.Cell key={part} index={1 + equipment.length + i} align="right">
            <b className="installation-sum">
              <Sum stations={rows} part={part} />
            </b>
          </Table.Summary.Cell>
        ))}
      </Table.Summary.Row>
    </Table.Summary>
  )
}
