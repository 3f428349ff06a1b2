import { Button, Table } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { CasualtyOrigin, CasualtyState } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateAndMinute, pickedAt } from '@/ui/format'
import { Withheld } from '@/ui/Withheld'
import { useMay } from '../../rights'
import { ActDialog, type Field, textOf, type Values } from '../ActDialog'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'
import { KeepCasualtyDocument } from './acts'
import { type Casualty, differences, states, useRoster } from './roster'

const origins: readonly CasualtyOrigin[] = ['MAINLAND', 'HONG_KONG', 'MACAO', 'TAIWAN', 'FOREIGN']

/** Who was hurt, by name: for those alone who may read it. */
export function Roster({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const may = useMay()
  if (may('casualty:read'))
    return <Listed incident={incident} may={may('casualty:write') && !isOver(incident)} />
  return (
    <Card title={t('aftermath.roster.title')}>
      <Withheld scope="casualty:read" />
    </Card>
  )
}

function Listed({ incident, may }: { incident: Incident; may: boolean }) {
  const { t } = useTranslation()
  const roster = useRoster(incident.id)
  const [keeping, setKeeping] = useState<Casualty | 'new' | null>(null)
  return (
    <Card
      title={t('aftermath.roster.title')}
      acts={
        may && (
          <Button size="small" onClick={() => setKeeping('new')}>
            {t('aftermath.roster.add')}
          </Button>
        )
      }
    >
      {roster && <Agreement incident={incident} roster={roster} />}
      <Table<Casualty>
        rowKey="id"
        size="small"
        className="roster"
        loading={roster === null}
        pagination={false}
        locale={{ emptyText: t('aftermath.roster.none') }}
        dataSource={roster ? [...roster] : []}
        columns={[
          {
            title: t('aftermath.roster.name'),
            className: 'roster-name',
            render: (_, c) => (
              <>
                <b>{c.name}</b>
                {c.note && <div className="console-soft">{c.note}</div>}
              </>
            ),
          },
          { title: t('aftermath.roster.state'), render: (_, c) => t(`aftermath.roster.states.${c.state}`) },
          {
            title: t('aftermath.roster.origin'),
            render: (_, c) => t(`aftermath.roster.origins.${c.origin}`),
          },
          {
            title: t('aftermath.roster.hospital'),
            className: 'roster-hospital',
            render: (_, c) => (
              <>
                {c.hospital || '—'}
                <div className="console-soft">
                  {c.kinToldAt
                    ? t('aftermath.roster.kinTold', { at: dateAndMinute(c.kinToldAt) })
                    : t('aftermath.roster.kinNotTold')}
                </div>
              </>
            ),
          },
          {
            render: (_, c) =>
              may && (
                <Button size="small" onClick={() => setKeeping(c)}>
                  {t('incident.edit')}
                </Button>
              ),
          },
        ]}
      />
      {keeping && (
        <Keep
          incident={incident.id}
          casualty={keeping === 'new' ? null : keeping}
          latest={roster?.find((c) => keeping !== 'new' && c.id === keeping.id)}
          onClose={() => setKeeping(null)}
        />
      )}
    </Card>
  )
}

/** Tells where the roster and the latest counts disagree: neither is taken for the truth. */
function Agreement({ incident, roster }: { incident: Incident; roster: readonly Casualty[] }) {
  const { t } = useTranslation()
  const different = differences(roster, incident)
  const latest = incident.counts.reduce<string | null>(
    (last, c) => (last !== null && last > c.asOf ? last : c.asOf),
    null,
  )
  const counted = latest
    ? t('aftermath.roster.countedAt', { at: dateAndMinute(latest) })
    : t('aftermath.roster.neverCounted')
  if (roster.length === 0 && !latest) return <p className="console-soft">{counted}</p>
  if (different.length === 0)
    return (
      <p className="roster-agrees">
        ✓ {t('aftermath.roster.agrees')} <span className="console-soft">{counted}</span>
      </p>
    )
  return (
    <div className="roster-differs" role="alert">
      <b>▲ {t('aftermath.roster.differs')}</b>
      <ul>
        {different.map((d) => (
          <li key={d.what}>
            {t('aftermath.roster.difference', {
              what: t(`incident.figure.${d.what}`),
              listed: d.listed,
              counted: d.counted ?? t('incident.unknown'),
            })}
          </li>
        ))}
      </ul>
      <span className="console-soft">{counted}</span>
    </div>
  )
}

const formOf = (of: Casualty): Values => ({
  name: of.name,
  state: of.state,
  origin: of.origin,
  hospital: of.hospital,
  kinToldAt: of.kinToldAt ? pickedAt(of.kinToldAt) : undefined,
  note: of.note,
})

interface Keeping {
  incident: string
  /** The one that is changed, as it was when that began; null for a new one. */
  casualty: Casualty | null
  latest: Casualty | undefined
  onClose(): void
}

/** The form of one person of the roster. */
function Keep({ incident, casualty, latest, onClose }: Keeping) {
  const { t } = useTranslation()
  const start: Values = casualty ? formOf(casualty) : { origin: 'MAINLAND' }
  const fields: Field[] = [
    { name: 'name', label: t('aftermath.roster.name'), kind: 'text', required: true },
    {
      name: 'state',
      label: t('aftermath.roster.state'),
      kind: 'choice',
      required: true,
      options: states.map((s) => ({ value: s, label: t(`aftermath.roster.states.${s}`) })),
    },
    {
      name: 'origin',
      label: t('aftermath.roster.origin'),
      kind: 'choice',
      required: true,
      options: origins.map((o) => ({ value: o, label: t(`aftermath.roster.origins.${o}`) })),
    },
    { name: 'hospital', label: t('aftermath.roster.hospital'), kind: 'text' },
    { name: 'kinToldAt', label: t('aftermath.roster.kinToldAt'), kind: 'instant' },
    { name: 'note', label: t('aftermath.roster.note'), kind: 'area' },
  ]
  return (
    <ActDialog
      title={casualty ? t('aftermath.roster.edit', { name: casualty.name }) : t('aftermath.roster.add')}
      bounds={bounds.KeepCasualtyInput}
      fields={fields.map((f) => ({ ...f, initial: start[f.name] }))}
      latest={latest && formOf(latest)}
      submit={(act, v, seen) =>
        act(KeepCasualtyDocument, {
          incident,
          casualty: casualty?.id ?? null,
          version: (seen && latest ? latest : casualty)?.version ?? 0,
          name: textOf(v.name) ?? '',
          state: textOf(v.state) as CasualtyState,
          origin: textOf(v.origin) as CasualtyOrigin,
          hospital: textOf(v.hospital),
          kinToldAt: textOf(v.kinToldAt),
          note: textOf(v.note),
        })
      }
      onClose={onClose}
    />
  )
}
