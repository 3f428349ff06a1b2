import { useState } from 'react'
import { useTranslation } from '@/i18n'
import { ActDialog, type Field, textOf } from '../incidents/ActDialog'
import { type Entry, ReviewQuarantineDocument } from './documents'
import { Standing } from './Standing'
import { asTyped, kindOf, useRefusals, useVerdictFields } from './verdictFields'

interface Props {
  entry: Entry
  /** Reads the entry again. */
  onChanged(): void
  onClose(): void
}

/** Gives a verdict on an entry or corrects the one that stands; where another was there before, both are shown. */
export function EntryDialog({ entry, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const refusals = useRefusals()
  const [seen] = useState(entry.verdict ?? null)
  const standing = entry.verdict ?? null
  const fields = useVerdictFields(seen)
  const several = (seen?.given ?? 0) > 1
  const scope: Field = {
    name: 'all',
    label: t('quarantine.dialog.all'),
    kind: 'choice',
    required: true,
    initial: 'one',
    options: (['one', 'all'] as const).map((value) => ({
      value,
      label: t(`quarantine.dialog.allOf.${value}`),
    })),
  }
  return (
    <ActDialog
      title={t('quarantine.dialog.title', {
        device: entry.device.code,
        reason: t(`quarantine.reason.${entry.reason}`),
      })}
      width={640}
      refusals={refusals}
      draft={`verdict:${entry.id}`}
      latest={asTyped(standing)}
      fields={several ? [...fields, scope] : fields}
      note={
        <>
          {standing && <Standing verdict={standing} />}
          <p className="console-note">{t('quarantine.dialog.unchanged')}</p>
        </>
      }
      submit={async (send, v, met) => {
        const outcome = await send(ReviewQuarantineDocument, {
          entry: entry.id,
          seen: (met ? standing : seen)?.id ?? null,
          all: v.all === 'all',
          kind: kindOf(v),
          note: textOf(v.note),
        })
        if (outcome.done || outcome.conflict) onChanged()
        return outcome
      }}
      onClose={onClose}
    />
  )
}
