import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import type { Reading } from '@/live/reread'
import { dateAndMinute, stopwatch } from '@/ui/format'
import type { Waiting } from './documents'

/** A reading that is older than this no longer tells that nothing waits. */
const STALE_MS = 90_000

/** How much waits and since when, with the reasons; says so where it is not known. */
export function WaitingLine({ review }: { review: Reading<Waiting> | null }) {
  const { t } = useTranslation()
  const now = useNow().server
  const waiting = review?.value
  if (!review || !waiting) return <p className="console-soft">{t('quarantine.reading')}</p>
  const stale = review.readAt === null || now === null || now - review.readAt > STALE_MS
  const { unreviewed, oldestAt } = waiting
  return (
    <p className={stale ? 'approvals-stale' : 'quarantine-waiting'} role="status">
      {stale && <b>{t('quarantine.unread')} </b>}
      {unreviewed === 0 && !stale && t('quarantine.allReviewed')}
      {oldestAt && (
        <b>
          {t('quarantine.unreviewed', {
            n: unreviewed,
            age: now === null ? '—' : stopwatch(now - Date.parse(oldestAt)),
            at: dateAndMinute(oldestAt),
          })}
        </b>
      )}
      {waiting.reasons.length > 0 && (
        <span className="quarantine-reasons">
          {t('quarantine.byReason')}
          {waiting.reasons.map((r) => (
            <span key={r.reason}>
              {t(`quarantine.reason.${r.reason}`)} <b>{r.count}</b>
            </span>
          ))}
        </span>
      )}
    </p>
  )
}
