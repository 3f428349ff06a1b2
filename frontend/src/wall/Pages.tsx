import { useTranslation } from '@/i18n'
import { stopwatch } from '@/ui/format'
import type { Page } from './rotation'

interface Props {
  pages: readonly Page[]
  shown: string | undefined
  /** For how long the page is still held, ms; null where it is not. */
  heldMs: number | null
  show(key: string): void
}

/** Which pages take turns, which of them is shown, and whether a touch holds it. */
export function Pages({ pages, shown, heldMs, show }: Props) {
  const { t } = useTranslation()
  if (pages.length < 2) return null
  return (
    <nav className="wall-pages" aria-label={t('wallPages.title')}>
      {pages.map((page) => (
        <button type="button" key={page.key} aria-current={page.key === shown} onClick={() => show(page.key)}>
          {page.incident
            ? page.incident.number
            : t(page.layout === 'readiness' ? 'wallPages.readiness' : 'wallPages.county')}
        </button>
      ))}
      {/* Its room is always there: a touch that holds the page must not move the button under it. */}
      <b className="held" aria-hidden={heldMs === null} data-free={heldMs === null || undefined}>
        ‖ {t('wallPages.held', { left: stopwatch(heldMs ?? 0) })}
      </b>
    </nav>
  )
}
