import type { ReactNode } from 'react'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { connection } from '@/live/connection'
import { hubStatus } from '@/live/hubStatus'
import { tileStaleness } from '@/live/staleness'
import { useStore } from '@/live/store'
import { type StreamState, useStream } from '@/live/stream'
import { stopwatch } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import { type Scope, Withheld } from '@/ui/Withheld'

interface Props {
  /** Its place in the grid. */
  area: string
  title: string
  /** The right without which nothing of it can be shown. */
  needs: Scope
  /** What it shows comes from here. */
  stream: StreamState<unknown>
  /** The longest silence that the stream promises, ms; null where it speaks only of events. */
  promiseMs: number | null
  /** The newest of what is shown, ISO 8601: its age is on the tile; undefined where that is not open to the viewer. */
  newest: string | null | undefined
  /** Said in place of that age, where the age is not that of the newest. */
  age?: string
  /** What is not known once it can no longer be believed, where that is worse than an old figure. */
  unknown?: string
  children: ReactNode
}

/**
 * A live tile: its age in the corner, and when it can no longer be believed it says so over a greyed face.
 * What is not open to the viewer says that, and is neither empty nor stale.
 */
export function Tile({ area, title, needs, stream, promiseMs, newest, age, unknown, children }: Props) {
  const { t } = useTranslation()
  const ago = useAgo()
  const now = useNow()
  const socket = useStore(connection().state)
  const status = useStream(hubStatus).value
  const empty = stream.lastItemAt === null && !stream.refusal
  const stale = tileStaleness({ stream, promiseMs }, socket, status, now.monotonic, now.server)
  const missing = stream.refusal?.scope ?? (stream.withheld.includes(needs) ? needs : null)
  const told =
    stream.lastItemAt === null
      ? t('tile.neverCame')
      : t('tile.stopped', { since: stopwatch(stale?.forMs ?? 0) })
  if (missing !== null)
    return (
      <section className="tile" style={{ gridArea: area }}>
        <header>
          <h2>{title}</h2>
        </header>
        <div className="tile-body">
          <Withheld scope={missing} />
        </div>
      </section>
    )
  return (
    <section className={`tile ${stale ? 'stopped' : ''}`} style={{ gridArea: area }}>
      <header>
        <h2>{title}</h2>
        <span className="tile-age">
          {age ??
            (newest
              ? t('tile.newest', { ago: ago(newest, now.server) })
              : newest === null && t('tile.nothingYet'))}
        </span>
      </header>
      <div className="tile-body">{children}</div>
      {stale && !(empty && stale.forMs < 10_000) && (
        <div className="tile-stopped" role="status">
          <strong>{unknown ?? told}</strong>
          <span>
            {unknown && `${told} · `}
            {t(`tile.cause.${stale.cause}`)}
          </span>
        </div>
      )}
    </section>
  )
}
