import './contacts.css'
import { Button, Input, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { ContactKind, OrganisationKind } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { ExportMenu } from '@/ui/ExportMenu'
import { useMay } from '../rights'
import { useLookedFor } from '../useLookedFor'
import { ContactBookDocument, type Unit, type Way } from './documents'
import { WayDialog } from './WayDialog'
import { WayLine } from './WayLine'

const kinds: readonly ContactKind[] = ['DUTY_PHONE', 'BACKUP', 'HEAD']
const order: readonly OrganisationKind[] = [
  'HEADQUARTERS',
  'BUREAU',
  'TOWNSHIP',
  'MEMBER_UNIT',
  'STATE_OIL_GROUP',
  'PRIVATE_OWNER',
]
const shows = ['bound', 'lacking', 'others'] as const

/** How each unit is reached at any hour, and what it has yet to file (§6.7). */
export function Contacts() {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const [search, setSearch] = useLookedFor()
  const [show, setShow] = useState<(typeof shows)[number]>('bound')
  const [keeping, setKeeping] = useState<{ unit: Unit; kind: ContactKind; way?: Way } | null>(null)
  const [{ data, fetching }, again] = useQuery({ query: ContactBookDocument })
  const refresh = () => again({ requestPolicy: 'network-only' })
  const units = data?.contactBook ?? []
  const bound = units.filter((u) => u.bound)
  const complete = bound.filter((u) => u.unfiled.length === 0).length
  const wanted = search.trim().toLowerCase()
  const found = (u: Unit) =>
    [
      u.organisation.code,
      u.organisation.name,
      u.organisation.nameEn,
      ...u.contacts.flatMap((c) => [c.name, c.phone, c.email, c.means]),
    ].some((text) => text.toLowerCase().includes(wanted))
  const shown = (u: Unit) =>
    show === 'others' ? !u.bound : u.bound && (show === 'bound' || u.unfiled.length > 0)
  const rows = units
    .filter((u) => (wanted === u.organisation.code.toLowerCase() || shown(u)) && found(u))
    .toSorted((a, b) => order.indexOf(a.organisation.kind) - order.indexOf(b.organisation.kind))
  const column = (kind: ContactKind) => ({
    title: t(`contact.kind.${kind}`),
    width: '25%',
    render: (_: unknown, u: Unit) => (
      <>
        {u.unfiled.includes(kind) && <b className="contact-missing">{t('contact.missing')}</b>}{' '}
        <ul>
          {u.contacts
            .filter((c) => c.kind === kind)
            .map((c) => (
              <WayLine
                key={c.id}
                way={c}
                onChange={() => setKeeping({ unit: u, kind, way: c })}
                onDone={refresh}
              />
            ))}
        </ul>
        {may('contact:write') && (
          <Button
            size="small"
            type="link"
            className="contact-add"
            onClick={() => setKeeping({ unit: u, kind })}
          >
            {t('contact.add')}
          </Button>
        )}
      </>
    ),
  })
  return (
    <>
      <div className="console-bar">
        <Input.Search
          allowClear
          placeholder={t('contact.find')}
          style={{ width: 320 }}
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
        <Segmented
          value={show}
          onChange={setShow}
          options={shows.map((value) => ({ value, label: t(`contact.show.${value}`) }))}
        />
        <ExportMenu table="contacts" filters={{ search }} />
        <Button onClick={refresh}>{t('console.refresh')}</Button>
        {data && (
          <b className={complete < bound.length ? 'contact-missing' : 'contact-complete'}>
            {t('contact.complete', { n: complete, m: bound.length })}
          </b>
        )}
      </div>
      <Table
        rowKey={(u) => u.organisation.id}
        size="small"
        className="contact-book"
        loading={fetching && !data}
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: t('contact.none') }}
        columns={[
          {
            title: t('contact.unit'),
            render: (_, u) => (
              <>
                <b>{named(u.organisation)}</b>
                <br />
                <small className="console-soft">
                  {t(`contact.unitKind.${u.organisation.kind}`)} · {u.organisation.code}
                </small>
              </>
            ),
          },
          ...kinds.map(column),
        ]}
      />
      {keeping && (
        <WayDialog
          {...keeping}
          onClose={() => {
            setKeeping(null)
            refresh()
          }}
        />
      )}
    </>
  )
}
