import { Button } from 'antd'
import { useTranslation } from '@/i18n'
import type { Place } from './documents'

/** How far one kind of equipment is at one station. */
export function PlaceButton({
  place,
  label,
  onOpen,
}: {
  place: Place
  label: string
  /** Opens it; without, it is only told. */
  onOpen?: () => void
}) {
  const { t } = useTranslation()
  const word = useStateWord(place)
  return (
    <>
      {onOpen ? (
        <Button
          size="small"
          data-said // on paper its word stays
          autoInsertSpace={false}
          className={`installation-state ${place.installation?.state === 'FAULTY' ? 'installation-faulty' : ''}`}
          aria-label={`${label} ${word}`}
          onClick={onOpen}
        >
          {word}
        </Button>
      ) : (
        <b>{word}</b>
      )}
      {place.installation && (
        <small className="console-soft console-time"> {place.installation.stateOn}</small>
      )}
      {place.timeliness === 'LATE' && (
        <b className="installation-late">{t('installation.late', { n: place.daysLate })}</b>
      )}
      {place.timeliness === 'CONNECTED_LATE' && (
        <small className="installation-was-late">
          {t('installation.connectedLate', { n: place.daysLate })}
        </small>
      )}
    </>
  )
}

export function useStateWord(place: Place): string {
  const { t } = useTranslation()
  if (place.installation) return t(`installation.state.${place.installation.state}`)
  return t(place.timeliness === 'NOT_ASKED' ? 'installation.notAsked' : 'installation.notBegun')
}
