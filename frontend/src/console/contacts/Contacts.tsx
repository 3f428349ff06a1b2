import './contacts.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { ContactKind, OrganisationKind } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { byText, type Column, type Filter, isIn } from '../list/filter'
import { List } from '../list/List'
import { useMay } from '../rights'
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
const shows = ['all', 'bound', 'lacking', 'others'] as const

/** How each unit is reached at any hour, and what it has yet to file (§6.7). */
export function Contacts() {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const [keeping, setKeeping] = useState<{ unit: Unit; kind: ContactKind; way?: Way } | null>(null)
  const [{ data, error }, again] = useQuery({ query: ContactBookDocument })
  const refresh = () => again({ requestPolicy: 'network-only' })
  const units = data?.contactBook ?? []
  const rows =
    data?.contactBook?.toSorted(
      (a, b) =>
        Number(b.bound) - Number(a.bound) ||
        order.indexOf(a.organisation.kind) - order.indexOf(b.organisation.kind),
    ) ?? null
  const bound = units.filter((u) => u.bound)
  const complete = bound.filter((u) => u.unfiled.length === 0).length
  const filters: Filter<Unit>[] = [
    {
      name: 'search',
      label: t('contact.find'),
      kind: 'text',
      holds: (u, wanted) =>
        isIn(
          [
            u.organisation.code,
            u.organisation.name,
            u.organisation.nameEn,
            ...u.contacts.flatMap((c) => [c.name, c.phone, c.email, c.means]),
          ],
          wanted,
        ),
    },
    {
      name: 'show',
      label: t('contact.unit'),
      kind: 'choice',
      sideBySide: true,
      fallback: 'all',
      options: shows.map((value) => ({ value, label: t(`contact.show.${value}`) })),
      holds: (u, [show]) =>
        show === 'all' ||
        (show === 'others' ? !u.bound : u.bound && (show === 'bound' || u.unfiled.length > 0)),
    },
  ]
  const column = (kind: ContactKind): Column<Unit> => ({
    key: kind,
    title: t(`contact.kind.${kind}`),
    width: '25%',
    always: true,
    compare: (a, b) => Number(b.unfiled.includes(kind)) - Number(a.unfiled.includes(kind)),
    render: (u) => (
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
      <List
        name="contacts"
        title={t('console.section.contacts')}
        className="contact-book"
        filters={filters}
        rows={rows}
        failed={error !== undefined}
        rowKey={(u) => u.organisation.id}
        none={t('contact.none')}
        exported="contacts"
        onRefresh={refresh}
        acts={
          data && (
            <b className={complete < bound.length ? 'contact-missing' : 'contact-complete'}>
              {t('contact.complete', { n: complete, m: bound.length })}
            </b>
          )
        }
        columns={[
          {
            key: 'unit',
            title: t('contact.unit'),
            always: true,
            exported: [
              'unit',
              'unitCode',
              'contactKind',
              'rank',
              'name',
              'phone',
              'email',
              'means',
              'checkedAt',
            ],
            compare: byText((u) => named(u.organisation)),
            render: (u) => (
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
