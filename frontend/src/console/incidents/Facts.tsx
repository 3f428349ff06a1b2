import { Button } from 'antd'
import { useState } from 'react'
import { useNamed, useTranslation } from '@/i18n'
import { dateAndMinute, instantOf, pickedAt } from '@/ui/format'
import { useMay } from '../rights'
import { ActDialog, type Field, textOf } from './ActDialog'
import { UpdateIncidentDocument } from './acts'
import { Card } from './Card'
import { type Incident, isOver } from './incident'
import { useKinds } from './useKinds'

const texts = ['title', 'address', 'enterprise', 'lineBureau', 'source', 'description'] as const
const flags = [
  'beyondTownship',
  'acrossTownships',
  'mayGrow',
  'beyondCounty',
  'acrossCounties',
  'special',
] as const

const heldBy = (incident: Incident) => flags.filter((flag) => incident[flag])

/** What is known beside casualties, and the form that changes it. */
export function Facts({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const named = useNamed()
  const kinds = useKinds()
  const may = useMay()('incident:write')
  const [editing, setEditing] = useState<Incident | null>(null)
  const kindName = kinds.find((k) => k.value === incident.kind)?.label ?? incident.kind
  const formOf = (of: Incident) => ({
    ...Object.fromEntries(texts.map((name) => [name, of[name]])),
    kind: of.kind,
    flags: heldBy(of),
  })
  const fields = (of: Incident): Field[] => [
    ...texts.map(
      (name): Field => ({
        name,
        label: t(`incident.${name}`),
        kind: name === 'description' ? 'area' : 'text',
        initial: of[name],
        required: name === 'title',
      }),
    ),
    {
      name: 'kind',
      label: t('incident.kind'),
      kind: 'choice',
      options: kinds,
      initial: of.kind,
      required: true,
    },
    {
      name: 'occurredAt',
      label: t('incident.occurredAt'),
      kind: 'instant',
      initial: of.occurredAt ? pickedAt(of.occurredAt) : undefined,
    },
    {
      name: 'flags',
      label: t('incident.levelLabel'),
      kind: 'checks',
      initial: heldBy(of),
      options: flags.map((flag) => ({ value: flag, label: t(`incident.${flag}`) })),
    },
    { name: 'note', label: t('incident.note'), kind: 'text' },
  ]
  const rows: [string, string | false | null | undefined][] = [
    [t('incident.kind'), kindName],
    [
      t('incident.place'),
      [incident.area, incident.station].flatMap((p) => (p ? [named(p)] : [])).join(' · '),
    ],
    [t('incident.address'), incident.address],
    [
      t('incident.occurredAt'),
      incident.occurredAt ? dateAndMinute(incident.occurredAt) : t('incident.occurredUnknown'),
    ],
    [t('incident.heardAt'), dateAndMinute(incident.heardAt)],
    [t('incident.source'), incident.source],
    [t('incident.enterprise'), incident.enterprise],
    [t('incident.lineBureau'), incident.lineBureau],
    [t('incident.description'), incident.description],
    [
      '▲',
      heldBy(incident)
        .map((flag) => t(`incident.${flag}`))
        .join(t('people.listJoin')),
    ],
  ]
  return (
    <Card
      title={t('incident.facts')}
      acts={
        may &&
        !isOver(incident) && (
          <Button size="small" onClick={() => setEditing(incident)}>
            {t('incident.edit')}
          </Button>
        )
      }
    >
      <dl className="incident-facts">
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} className="pair">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {editing && (
        <ActDialog
          title={t('incident.facts')}
          width={640}
          fields={fields(editing)}
          latest={formOf(incident)}
          submit={(act, v, seen) => {
            const held = Array.isArray(v.flags) ? v.flags : []
            const at = textOf(v.occurredAt)
            const before = editing.occurredAt ? instantOf(pickedAt(editing.occurredAt)) : null
            return act(UpdateIncidentDocument, {
              incident: incident.id,
              version: seen ? incident.version : editing.version,
              facts: {
                ...Object.fromEntries(texts.map((name) => [name, textOf(v[name]) ?? ''])),
                ...Object.fromEntries(flags.map((flag) => [flag, held.includes(flag)])),
                kind: textOf(v.kind),
                occurredAt: at === before ? null : at,
              },
              note: textOf(v.note),
            })
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  )
}
