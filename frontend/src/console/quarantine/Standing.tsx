import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import type { Verdict } from './documents'

/** The verdict that stands, whose and since when. */
export function Standing({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation()
  return (
    <p>
      {t('quarantine.dialog.standing', {
        kind: t(`quarantine.verdict.${verdict.kind}`),
        by: verdict.by,
        at: dateAndMinute(verdict.givenAt),
      })}
    </p>
  )
}
