import { bounds } from '@/gql/generated/bounds'
import type { ShiftDuty } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { pickedAt } from '@/ui/format'
import { ActDialog, textOf } from '../incidents/ActDialog'
import { useMay } from '../rights'
import { SetShiftDocument, type Turn } from './documents'
import { useRefusals } from './useRefusals'

const parts: readonly ShiftDuty[] = ['LEADER', 'OFFICER']

/** Sets a turn of duty, or changes one: of one that runs, the end, number and note alone. */
export function TurnDialog({ turn, onClose }: { turn?: Turn | undefined; onClose(): void }) {
  const { t } = useTranslation()
  const refusals = useRefusals()
  const may = useMay()
  const now = serverClock.now() ?? Date.now()
  const begun = turn !== undefined && Date.parse(turn.since) <= now
  return (
    <ActDialog
      title={turn ? t('duty.changeTitle', { name: turn.name }) : t('duty.set')}
      refusals={refusals}
      note={<p className="console-note">{t(begun ? 'duty.begunNote' : 'duty.setNote')}</p>}
      bounds={bounds.SetShiftInput}
      fields={[
        {
          name: 'duty',
          label: t('duty.partLabel'),
          kind: 'choice',
          required: true,
          initial: turn?.duty ?? 'OFFICER',
          options: parts.map((p) => ({ value: p, label: t(`duty.part.${p}`) })),
          when: () => !begun,
        },
        {
          name: 'name',
          label: t('duty.name'),
          kind: 'text',
          required: true,
          initial: turn?.name,
          when: () => !begun,
        },
        {
          name: 'phone',
          label: t('duty.phone'),
          kind: 'text',
          initial: turn?.phone,
          when: () => may('contact:read'),
        },
        {
          name: 'since',
          label: t('duty.since'),
          kind: 'instant',
          required: true,
          initial: turn ? pickedAt(turn.since) : undefined,
          when: () => !begun,
        },
        {
          name: 'until',
          label: t('duty.until'),
          kind: 'instant',
          required: true,
          initial: turn ? pickedAt(turn.until) : undefined,
        },
        { name: 'note', label: t('duty.note'), kind: 'text', initial: turn?.note },
      ]}
      submit={(send, v) =>
        send(SetShiftDocument, {
          shift: turn?.id ?? null,
          version: turn?.version ?? 0,
          organisation: turn?.organisation.id ?? null,
          duty: ((begun ? null : textOf(v.duty)) ?? turn?.duty ?? 'OFFICER') as ShiftDuty,
          name: (begun ? turn.name : textOf(v.name)) ?? '',
          phone: textOf(v.phone) ?? '',
          since: (begun ? turn.since : textOf(v.since)) ?? '',
          until: textOf(v.until) ?? '',
          note: textOf(v.note) ?? '',
        })
      }
      onClose={onClose}
    />
  )
}
