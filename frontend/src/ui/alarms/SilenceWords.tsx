import { useTranslation } from '@/i18n'
import type { silenceAt } from '@/live/alarms'
import { useNow } from '@/live/clock'
import { minuteOfDay, stopwatch } from '@/ui/format'

/** Why alarms are silenced, by whom, until when and for how long still. */
export function SilenceWords({ of }: { of: NonNullable<ReturnType<typeof silenceAt>> }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <>
      <b>{t('alarm.silenced', { reason: of.reason })}</b>
      <span>
        {t('alarm.silencedBy', {
          by: of.by,
          until: minuteOfDay(of.until),
          left: stopwatch(Date.parse(of.until) - (now.server ?? 0)),
        })}
      </span>
    </>
  )
}
