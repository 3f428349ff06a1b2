import { useEffect, useRef } from 'react'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'

/**
 * A page that has stopped shows itself: the browser uncovers this by itself after
 * ten seconds, unless the page puts it off each second. A page that hangs cannot.
 */
export function Stopped() {
  const { t } = useTranslation()
  const now = useNow()
  const veil = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: put off with each tick
  useEffect(() => {
    for (const uncovering of veil.current?.getAnimations() ?? []) uncovering.currentTime = 0
  }, [now])
  return (
    <div className="page-stopped" ref={veil} aria-hidden="true">
      <strong>{t('wallPages.stopped')}</strong>
      <span>{t('wallPages.stoppedExplained')}</span>
    </div>
  )
}

/** A second hand by the hub's time: it stands still where the page or the hub does. */
export function SecondHand({ quiet }: { quiet: boolean }) {
  const { t } = useTranslation()
  const { server } = useNow()
  const second = server === null ? 0 : Math.floor(server / 1_000) % 60
  return (
    <svg className={`second-hand ${quiet ? 'quiet' : ''}`} viewBox="-12 -12 24 24" role="img">
      <title>{t('lamp.heartbeat')}</title>
      <circle r="10" />
      <line y2="-9" transform={`rotate(${second * 6})`} />
    </svg>
  )
}
