import { useTranslation } from '@/i18n'
import { CLOCK_TOLERANCE_MS, useNow } from '@/live/clock'
import { connection, SOCKET_STALE_MS } from '@/live/connection'
import { hubStatus } from '@/live/hubStatus'
import { useStore } from '@/live/store'
import { useStream } from '@/live/stream'
import { stopwatch, timeOfDay } from '@/ui/format'

/** What makes the whole wall doubtful, the gravest first. */
export function Banners() {
  const { t } = useTranslation()
  const now = useNow()
  const socket = useStore(connection().state)
  const status = useStream(hubStatus).value
  const silence = now.monotonic - (socket.lastItemAt ?? 0)
  const quiet = silence > SOCKET_STALE_MS
  const retry =
    socket.retryAt === null ? null : Math.max(0, Math.ceil((socket.retryAt - now.monotonic) / 1_000))
  return (
    <>
      {socket.refusedWith !== null && (
        <p className="wall-banner alarm" role="alert">
          {t('banner.refused', { code: socket.refusedWith })}
        </p>
      )}
      {socket.refusedWith === null && quiet && (
        <p className="wall-banner alarm" role="alert">
          {t('banner.disconnected', { since: stopwatch(silence) })}
          {retry !== null && <small>{t('banner.retry', { n: retry, attempt: socket.attempt })}</small>}
        </p>
      )}
      {!quiet && status && !status.storage.available && (
        <p className="wall-banner alarm" role="alert">
          {t('banner.storage', { time: timeOfDay(status.storage.since) })}
          <small>
            {t('banner.storageFor', {
              since: stopwatch((now.server ?? 0) - Date.parse(status.storage.since)),
            })}
          </small>
        </p>
      )}
      {now.skew !== null && Math.abs(now.skew) > CLOCK_TOLERANCE_MS && (
        <p className="wall-banner warning" role="alert">
          {t(now.skew > 0 ? 'banner.clockAhead' : 'banner.clockBehind', {
            off: stopwatch(Math.abs(now.skew)),
          })}
        </p>
      )}
    </>
  )
}
