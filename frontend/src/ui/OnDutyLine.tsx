import { useTranslation } from '@/i18n'
import { useOnDuty } from '@/live/onDuty'

/** Who is on duty at headquarters, in one line; that nobody is entered, where it is so. For holders of duty:read. */
export function OnDutyLine() {
  const { t } = useTranslation()
  const { value } = useOnDuty()
  if (value === null) return null
  const part = (duty: 'LEADER' | 'OFFICER') => {
    const names = value.filter((s) => s.duty === duty).map((s) => s.name)
    return (
      <span>
        {t(`duty.part.${duty}`)}{' '}
        {names.length > 0 ? (
          <b>{names.join(t('people.listJoin'))}</b>
        ) : (
          <b className="no-one">{t('duty.nobodyPart')}</b>
        )}
      </span>
    )
  }
  if (value.length === 0)
    return (
      <p className="on-duty">
        <b className="no-one">▲ {t('duty.nobody')}</b>
      </p>
    )
  return (
    <p className="on-duty">
      {part('LEADER')} {part('OFFICER')}
    </p>
  )
}
