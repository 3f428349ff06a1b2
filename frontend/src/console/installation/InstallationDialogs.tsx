import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { InstallationState } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { day, yuan } from '@/ui/format'
import { ActDialog, type Field, textOf, type Values } from '../incidents/ActDialog'
import {
  BeginInstallationDocument,
  ChangeInstallationDocument,
  type Equipment,
  type Installed,
  MoveInstallationDocument,
  type StationRow,
} from './documents'
import { fenOf } from './sums'
import { useRefusals } from './useRefusals'

interface At {
  row: StationRow
  equipment: Equipment
  onClose(): void
}

const today = () => day(serverClock.now() ?? Date.now())

/** A sum that was typed in, in fen: null for none, -1, which the hub refuses at its field, for what is no sum. */
const costOf = (v: Values): number | null => {
  const typed = textOf(v.cost)
  return typed === null ? null : (fenOf(typed) ?? -1)
}
/** A sum to be typed over. */
const typed = (fen: number | null | undefined) =>
  fen === null || fen === undefined ? undefined : yuan(fen).replaceAll(',', '')

function useFields() {
  const { t } = useTranslation()
  return {
    on: (label: string): Field => ({
      name: 'on',
      label,
      kind: 'text',
      required: true,
      most: 10,
      initial: today(),
      hint: t('installation.onHint'),
    }),
    due: (connectBy: string, initial?: string | null): Field => ({
      name: 'dueOn',
      label: t('installation.dueOn'),
      kind: 'text',
      most: 10,
      initial: initial ?? undefined,
      hint: t('installation.dueOnHint', { day: connectBy }),
    }),
    cost: (initial?: number | null, required = false): Field => ({
      name: 'cost',
      label: t('installation.costYuan'),
      kind: 'text',
      most: 16,
      required,
      initial: typed(initial),
      hint: t('installation.costHint'),
    }),
    name: (name: 'supplier' | 'supervisor' | 'acceptedBy', initial: string, required = false): Field => ({
      name,
      label: t(`installation.${name}`),
      kind: 'text',
      most: 100,
      required,
      initial,
    }),
    note: (required = false): Field => ({
      name: 'note',
      label: t('installation.note'),
      kind: 'area',
      most: 1000,
      required,
    }),
  }
}

export function BeginDialog({ row, equipment, connectBy, onClose }: At & { connectBy: string }) {
  const { t } = useTranslation()
  const named = useNamed()
  const refusals = useRefusals()
  const fields = useFields()
  return (
    <ActDialog
      title={t('installation.beginTitle', { station: named(row.station), kind: named(equipment) })}
      refusals={refusals}
      bounds={bounds.BeginInstallationInput}
      fields={[fields.on(t('installation.beginOn')), fields.cost(), fields.due(connectBy), fields.note()]}
      submit={(send, v) =>
        send(BeginInstallationDocument, {
          station: row.station.id,
          kind: equipment.code,
          on: textOf(v.on) ?? '',
          dueOn: textOf(v.dueOn),
          cost: costOf(v),
          note: textOf(v.note) ?? '',
        })
      }
      onClose={onClose}
    />
  )
}

export function StepDialog({
  row,
  equipment,
  one,
  to,
  onClose,
}: At & { one: Installed; to: InstallationState }) {
  const { t } = useTranslation()
  const named = useNamed()
  const refusals = useRefusals()
  const fields = useFields()
  const repaired = one.state === 'FAULTY' && to !== 'REMOVED'
  const asks: Partial<Record<InstallationState, Field[]>> = repaired
    ? {}
    : {
        CONTRACTED: [fields.name('supplier', one.supplier, true), fields.cost(one.cost, !row.ownerPays)],
        INSTALLING: [fields.name('supervisor', one.supervisor, true)],
        ACCEPTED: [fields.name('acceptedBy', one.acceptedBy, true)],
      }
  return (
    <ActDialog
      title={t('installation.stepTitle', {
        station: named(row.station),
        kind: named(equipment),
        state: t(`installation.state.${to}`),
      })}
      refusals={refusals}
      bounds={bounds.MoveInstallationInput}
      fields={[
        fields.on(t('installation.on')),
        ...(asks[to] ?? []),
        fields.note(to === 'FAULTY' || to === 'REMOVED'),
      ]}
      submit={(send, v) =>
        send(MoveInstallationDocument, {
          installation: one.id,
          version: one.version,
          to,
          on: textOf(v.on) ?? '',
          cost: costOf(v),
          supplier: textOf(v.supplier),
          supervisor: textOf(v.supervisor),
          acceptedBy: textOf(v.acceptedBy),
          note: textOf(v.note) ?? '',
        })
      }
      onClose={onClose}
    />
  )
}

/** What the dialog holds of an installation, as people type it. */
const asTyped = (one: Installed): Values => ({
  cost: typed(one.cost),
  supplier: one.supplier,
  supervisor: one.supervisor,
  acceptedBy: one.acceptedBy,
  dueOn: one.dueOn ?? '',
})

/** Mends what is known; where another was there before, both versions are shown. */
export function MendDialog({
  row,
  equipment,
  connectBy,
  one,
  onConflict,
  onClose,
}: At & { one: Installed; connectBy: string; onConflict(): void }) {
  const { t } = useTranslation()
  const named = useNamed()
  const refusals = useRefusals()
  const fields = useFields()
  const [edited] = useState(one.version)
  return (
    <ActDialog
      title={t('installation.mendTitle', { station: named(row.station), kind: named(equipment) })}
      refusals={refusals}
      latest={asTyped(one)}
      bounds={bounds.ChangeInstallationInput}
      fields={[
        fields.cost(one.cost),
        fields.name('supplier', one.supplier),
        fields.name('supervisor', one.supervisor),
        fields.name('acceptedBy', one.acceptedBy),
        fields.due(connectBy, one.dueOn),
      ]}
      submit={async (send, v, seen) => {
        const outcome = await send(ChangeInstallationDocument, {
          installation: one.id,
          version: seen ? one.version : edited,
          cost: costOf(v),
          supplier: textOf(v.supplier) ?? '',
          supervisor: textOf(v.supervisor) ?? '',
          acceptedBy: textOf(v.acceptedBy) ?? '',
          dueOn: textOf(v.dueOn),
        })
        if (!outcome.done && outcome.conflict) onConflict()
        return outcome
      }}
      onClose={onClose}
    />
  )
}
