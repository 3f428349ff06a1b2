import './installation.css'
import { Table } from 'antd'
import { useState } from 'react'
import { useQuery } from 'urql'
import { useNamed, useTranslation } from '@/i18n'
import { yuan } from '@/ui/format'
import { byText, type Column, type Filter, isIn } from '../list/filter'
import { List } from '../list/List'
import { useListState } from '../list/useListQuery'
import { InstallationBookDocument, type StationRow } from './documents'
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
const payers = ['COUNTY', 'OWNER'] as const
const parts = ['cost', 'owner', 'county', 'city'] as const
/** Of equipment at a station, in the list's file. */
const ofPlaces = [
  'equipment',
  'installationState',
  'stateOn',
  'connectedOn',
  'dueOn',
  'timeliness',
  'daysLate',
]

/** The supervision equipment of every station: how far it is, whether it is late, who pays. */
export function Installations() {
  const { t } = useTranslation()
  const named = useNamed()
  const [opened, setOpened] = useState<{ station: string; kind: string } | null>(null)
  const [{ data, error }, again] = useQuery({ query: InstallationBookDocument })
  const refresh = () => again({ requestPolicy: 'network-only' })
  const book = data?.installationBook
  const filters: Filter<StationRow>[] = [
    {
      name: 'search',
      label: t('installation.find'),
      kind: 'text',
      holds: ({ station: { code, name, nameEn, area, owner } }, wanted) =>
        isIn([code, name, nameEn, area.name, area.nameEn, owner.name, owner.nameEn], wanted),
    },
    {
      name: 'show',
      label: t('installation.showLabel'),
      kind: 'choice',
      sideBySide: true,
      fallback: 'all',
      options: shows.map((value) => ({ value, label: t(`installation.show.${value}`) })),
    },
    {
      name: 'state',
      label: t('installation.anyState'),
      kind: 'choice',
      options: states.map((value) => ({
        value,
        label: value === 'NONE' ? t('installation.notBegun') : t(`installation.state.${value}`),
      })),
    },
    {
      name: 'payer',
      label: t('installation.payer.label'),
      kind: 'choice',
      options: payers.map((value) => ({ value, label: t(`installation.payer.${value}`) })),
      holds: (s, [payer]) => s.ownerPays === (payer === 'OWNER'),
    },
  ]
  // One place at the station has to be in the state and among what is shown, both.
  const { show: [show = 'all'] = [], state: [state = ''] = [] } = useListState(filters).values
  const rows = book?.stations.filter((s) => s.places.some((p) => isShown(p, show as Show, state))) ?? null
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
      <List
        name="installations"
        title={t('console.section.installations')}
        className="installation-book"
        filters={filters}
        rows={rows}
        failed={error !== undefined}
        rowKey={(s) => s.station.id}
        none={t('installation.none')}
        exported="installations"
        onRefresh={refresh}
        above={(found) =>
          book && <p className="installation-counts">{t('installation.counts', countsOf(found))}</p>
        }
        columns={[
          {
            key: 'station',
            title: t('installation.station'),
            always: true,
            exported: ['stationCode', 'stationName', 'area', 'owner'],
            compare: byText((s) => s.station.code),
            render: (s) => (
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
          ...(book?.equipment ?? []).map(
            (e, i): Column<StationRow> => ({
              title: named(e),
              key: e.code,
              always: true,
              exported: i === 0 ? ofPlaces : [],
              render: (s) => {
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
            }),
          ),
          ...parts.map(
            (part): Column<StationRow> => ({
              title: t(part === 'cost' ? 'installation.cost' : `installation.${part}Share`),
              key: part,
              align: 'right',
              className: 'installation-sum',
              exported: [part === 'cost' ? 'cost' : `${part}Share`],
              compare: (a, b) => sumsOf([a])[part] - sumsOf([b])[part],
              render: (s) => <Sum stations={[s]} part={part} />,
            }),
          ),
        ]}
        summary={(found, shown) => found.length > 0 && <Total rows={found} shown={shown} />}
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

interface TotalProps {
  rows: readonly StationRow[]
  /** The columns that are shown, in their order. */
  shown: readonly string[]
}

function Total({ rows, shown }: TotalProps) {
  const { t } = useTranslation()
  const isPart = (key: string) => parts.find((p) => p === key)
  const first = shown.findIndex(isPart)
  const before = first < 0 ? shown.length : first
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        {before > 0 && (
          <Table.Summary.Cell index={0} colSpan={before}>
            <b>{t('installation.total', { n: rows.length })}</b>{' '}
            <small className="console-soft">{t('installation.totalNote')}</small>
          </Table.Summary.Cell>
        )}
        {shown.slice(before).map((key, i) => {
          const part = isPart(key)
          return (
            <Table.Summary.Cell key={key} index={before + i} align="right">
              {part && (
                <b className="installation-sum">
                  <Sum stations={rows} part={part} />
                </b>
              )}
            </Table.Summary.Cell>
          )
        })}
      </Table.Summary.Row>
    </Table.Summary>
  )
}
