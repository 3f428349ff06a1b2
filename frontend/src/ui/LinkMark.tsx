import { useTranslation } from '@/i18n'
import type { Mark } from '@/live/staleness'

/** The same shapes as on the map: a disc, a triangle, a ring, a bar and a diamond. */
export function MarkShape({ mark }: { mark: Mark }) {
  return (
    <svg className="mark-shape" viewBox="0 0 20 20" width="1em" height="1em" aria-hidden="true">
      {mark === 'live' && <circle cx="10" cy="10" r="7" fill="var(--live)" />}
      {mark === 'stale' && <path d="M10 2 19 18H1z" fill="var(--stale)" />}
      {(mark === 'never' || mark === 'unknown') && (
        <circle cx="10" cy="10" r="6" fill="none" stroke="var(--never)" strokeWidth="3" />
      )}
      {mark === 'withheld' && (
        <path d="M10 3 17 10 10 17 3 10z" fill="none" stroke="var(--accent)" strokeWidth="2" />
      )}
      {mark === 'idle' && <path d="M3 8h14v4H3z" fill="var(--idle)" />}
    </svg>
  )
}

/** Shape and word, in the colour of the state. */
export function LinkMark({ mark }: { mark: Mark }) {
  const { t } = useTranslation()
  return (
    <span
      className={`link-mark ${mark}`}
      style={{ display: 'inline-flex', alignItems: 'center', gap: '0.35em' }}
    >
      <MarkShape mark={mark} />
      {t(`mark.${mark}`)}
    </span>
  )
}
