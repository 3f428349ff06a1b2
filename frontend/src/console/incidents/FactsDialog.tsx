import { bounds } from '@/gql/generated/bounds'
import type { WithdrawnFact } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { instantOf, pickedAt } from '@/ui/format'
import { ActDialog, type Field, numberOf, textOf, type Values } from './ActDialog'
import { UpdateIncidentDocument } from './acts'
import { flags, heldBy, texts } from './factsForm'
import type { Incident } from './incident'
import { useAreas } from './useAreas'
import { useKinds } from './useKinds'
import type { Reporter } from './useReporter'

/** What the form holds of an incident. */
const formOf = (of: Incident, reporter: Reporter | null): Values => ({
  ...Object.fromEntries(texts.map((name) => [name, of[name]])),
  kind: of.kind,
  area: of.area?.code,
  longitude: of.longitude,
  latitude: of.latitude,
  ...(reporter && { reporter: reporter.reporter, reporterPhone: reporter.reporterPhone }),
  occurredAt: of.occurredAt ? pickedAt(of.occurredAt) : undefined,
  heardAt: pickedAt(of.heardAt),
  flags: heldBy(of),
})

/** What stood in the form and was emptied. */
const withdrawn = (seen: Incident, v: Values): WithdrawnFact[] => [
  ...(seen.occurredAt && !v.occurredAt ? (['OCCURRED_AT'] as const) : []),
  ...(typeof seen.longitude === 'number' && numberOf(v.longitude) === null && numberOf(v.latitude) === null
    ? (['POINT'] as const)
    : []),
]

interface Props {
  /** As it was when the form was opened. */
  seen: { incident: Incident; reporter: Reporter | null }
  /** As it is. */
  incident: Incident
  reporter: Reporter | null
  onClose(): void
}

/** Changes what is known beside casualties; what another changed meanwhile is shown beside it. */
export function FactsDialog({ seen, incident, reporter, onClose }: Props) {
  const { t } = useTranslation()
  const kinds = useKinds()
  const areas = useAreas()
  const initial = formOf(seen.incident, seen.reporter)
  const field = (name: string, kind: Field['kind'], label: string, more?: Partial<Field>): Field => ({
    name,
    kind,
    label,
    initial: initial[name],
    ...more,
  })
  const fields: Field[] = [
    ...texts.map((name) =>
      field(name, name === 'description' ? 'area' : 'text', t(`incident.${name}`), {
        required: name === 'title',
      }),
    ),
    field('area', 'choice', t('scene.area'), { options: areas }),
    field('longitude', 'number', t('scene.longitude'), {
      hint: t('scene.pointHint'),
      least: -180,
      most: 180,
    }),
    field('latitude', 'number', t('scene.latitude'), { least: -90, most: 90 }),
    ...(seen.reporter
      ? [
          field('reporter', 'text', t('incident.reporter')),
          field('reporterPhone', 'text', t('incident.reporterPhone')),
        ]
      : []),
    field('kind', 'choice', t('incident.kind'), { options: kinds, required: true }),
    field('occurredAt', 'instant', t('incident.occurredAt'), { hint: t('incident.occurredAtHint') }),
    field('heardAt', 'instant', t('incident.heardAt'), { required: true }),
    field('flags', 'checks', t('incident.levelLabel'), {
      options: flags.map((flag) => ({ value: flag, label: t(`incident.${flag}`) })),
    }),
    { name: 'note', label: t('incident.note'), kind: 'text' },
  ]
  return (
    <ActDialog
      title={t('incident.facts')}
      draft={`facts:${incident.id}`}
      width={640}
      bounds={{ ...bounds.IncidentFacts, note: bounds.UpdateIncidentInput.note }}
      fields={fields}
      latest={formOf(incident, reporter)}
      submit={(act, v, conflictSeen) => {
        const held = Array.isArray(v.flags) ? v.flags : []
        const at = textOf(v.occurredAt)
        const heard = textOf(v.heardAt)
        const before = incident.occurredAt ? instantOf(pickedAt(incident.occurredAt)) : null
        return act(UpdateIncidentDocument, {
          incident: incident.id,
          version: conflictSeen ? incident.version : seen.incident.version,
          facts: {
            ...Object.fromEntries(texts.map((name) => [name, textOf(v[name]) ?? ''])),
            ...Object.fromEntries(flags.map((flag) => [flag, held.includes(flag)])),
            ...(seen.reporter && {
              reporter: textOf(v.reporter) ?? '',
              reporterPhone: textOf(v.reporterPhone) ?? '',
            }),
            kind: textOf(v.kind),
            area: v.area === incident.area?.code ? null : textOf(v.area),
            longitude: numberOf(v.longitude),
            latitude: numberOf(v.latitude),
            occurredAt: at === before ? null : at,
            heardAt: heard === instantOf(pickedAt(incident.heardAt)) ? null : heard,
          },
          withdraw: withdrawn(seen.incident, v),
          note: textOf(v.note),
        })
      }}
      onClose={onClose}
    />
  )
}
