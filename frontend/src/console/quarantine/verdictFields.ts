import type { QuarantineVerdictKind } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import type { quarantine } from '@/i18n/quarantine.zh'
import type { Field, Values } from '../incidents/ActDialog'
import { type Verdict, verdictKinds } from './documents'

/** What a verdict asks for, filled with the one that stands. */
export function useVerdictFields(standing: Verdict | null): Field[] {
  const { t } = useTranslation()
  return [
    {
      name: 'kind',
      label: t('quarantine.dialog.kind'),
      kind: 'choice',
      required: true,
      hint: t('quarantine.dialog.kindHint'),
      initial: standing?.kind,
      options: verdictKinds.map((value) => ({ value, label: t(`quarantine.verdict.${value}`) })),
    },
    {
      name: 'note',
      label: t('quarantine.dialog.note'),
      kind: 'area',
      most: 1000,
      required: standing !== null,
      hint: t('quarantine.dialog.noteHint'),
      initial: standing?.note,
    },
  ]
}

/** A verdict as its dialog holds it. */
export const asTyped = (v: Verdict | null): Values => ({ kind: v?.kind, note: v?.note ?? '' })

export const kindOf = (v: Values) => v.kind as QuarantineVerdictKind

/** What to say of the hub's refusals about verdicts. */
export function useRefusals(): typeof quarantine.refusal {
  const { t } = useTranslation()
  return t('quarantine.refusal', { returnObjects: true }) as typeof quarantine.refusal
}
