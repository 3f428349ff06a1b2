import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { isKnown } from '@/live/knowledge'
import { stopwatch, timeOfDay } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'

interface Props {
  /** The instant for which what is shown is known to be so, ms since 1970. */
  asOf: number | null
  /** What it is that there may be none of. */
  of: 'incidents' | 'clocks'
}

/** In the place of an empty list: that there is none, and since when that is known; or that it is not known. */
export function None({ asOf, of }: Props) {
  const { t } = useTranslation()
  const now = useNow()
  if (isKnown(asOf, now.server))
    return (
      <p className="none-known">
        <strong>{t(`wallIncident.none.${of}`)}</strong>
        <span>
          {t('wallIncident.asOf', { time: timeOfDay(asOf), since: stopwatch((now.server ?? asOf) - asOf) })}
        </span>
      </p>
    )
  return (
    <p className="none-known not" role="status">
      <strong>{t(`wallIncident.notKnown.${of}`)}</strong>
      <span>
        {asOf === null
          ? t('wallIncident.neverKnown')
          : t('wallIncident.knownUntil', { time: timeOfDay(asOf) })}
      </span>
    </p>
  )
}

/** Beside a list: that it may be out of date. */
export function Doubt({ asOf }: { asOf: number | null }) {
  const { t } = useTranslation()
  const now = useNow()
  if (isKnown(asOf, now.server)) return null
  return (
    <p className="doubt" role="status">
      {asOf === null ? t('wallIncident.doubt') : t('wallIncident.doubtSince', { time: timeOfDay(asOf) })}
    </p>
  )
}

/** How old what is shown may be, for the corner of its tile. */
export function useKnownAge(asOf: number | null): string {
  const { t } = useTranslation()
  const ago = useAgo()
  const now = useNow()
  if (asOf === null) return t('wallIncident.notConfirmed')
  return t('wallIncident.knownAgo', { ago: ago(new Date(asOf).toISOString(), now.server) })
}
