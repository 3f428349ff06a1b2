import { bounds } from '@/gql/generated/bounds'
import type { ContactKind } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { ActDialog, numberOf, textOf } from '../incidents/ActDialog'
import { KeepContactDocument, type Unit, type Way } from './documents'
import { useRefusals } from './useRefusals'

interface Props {
  unit: Unit
  kind: ContactKind
  way?: Way
  onClose(): void
}

/** Files a way to reach a unit, or changes one. */
export function WayDialog({ unit, kind, way, onClose }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const refusals = useRefusals()
  const next = unit.contacts.filter((c) => c.kind === kind).reduce((n, c) => Math.max(n, c.rank + 1), 0)
  return (
    <ActDialog
      title={`${named(unit.organisation)} · ${t(`contact.kind.${kind}`)}`}
      refusals={refusals}
      note={<p className="console-note">{t('contact.oneNeeded')}</p>}
      bounds={bounds.KeepContactInput}
      fields={[
        { name: 'name', label: t('contact.name'), kind: 'text', required: true, initial: way?.name },
        { name: 'phone', label: t('contact.phone'), kind: 'text', initial: way?.phone },
        { name: 'email', label: t('contact.email'), kind: 'text', initial: way?.email },
        {
          name: 'means',
          label: t('contact.means'),
          kind: 'text',
          initial: way?.means,
          hint: t('contact.meansHint'),
        },
        {
          name: 'rank',
          label: t('contact.rank'),
          kind: 'number',
          initial: way?.rank ?? next,
          hint: t('contact.rankHint'),
        },
      ]}
      submit={(send, v) =>
        send(KeepContactDocument, {
          organisation: unit.organisation.id,
          contact: way?.id ?? null,
          version: way?.version ?? 0,
          kind,
          rank: numberOf(v.rank) ?? 0,
          name: textOf(v.name) ?? '',
          phone: textOf(v.phone) ?? '',
          email: textOf(v.email) ?? '',
          means: textOf(v.means) ?? '',
        })
      }
      onClose={onClose}
    />
  )
}
