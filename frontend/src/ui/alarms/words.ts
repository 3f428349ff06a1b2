import { useNamed, useTranslation } from '@/i18n'
import type { Alarm } from '@/live/alarms'

const called = ({ name, unit }: NonNullable<Alarm['entry']>) => [unit, name].filter(Boolean).join(' ')

/** One alarm in words: what it is, and where. */
export function useAlarmWords(): (alarm: Alarm) => { what: string; where: string; brief: string } {
  const { t } = useTranslation()
  const named = useNamed()
  const levels = ({ incident }: Alarm, brief?: 'Brief'): string =>
    t(`alarm.belowPlan${brief ?? ''}`, {
      runs: incident?.level ? t(`wallIncident.levelShort.${incident.level}`) : '',
      asks: incident ? t(`wallIncident.levelShort.${incident.proposedLevel}`) : '',
    })
  const what = (alarm: Alarm): string => {
    if (alarm.deadline)
      return t('alarm.late', {
        duty: t(`wallIncident.duty.${alarm.deadline.duty}`),
        to: t(`wallIncident.party.${alarm.deadline.to}`),
      })
    if (alarm.entry) return t('alarm.overdueInside', { who: called(alarm.entry) })
    if (alarm.kind === 'RESPONSE_BELOW_PLAN') return levels(alarm)
    if (alarm.kind === 'UNREACHED') return t('alarm.unreached', { unit: alarm.unit })
    if (alarm.event) {
      const place = alarm.event.concernedTank
        ? t('event.atTank', { number: alarm.event.concernedTank.number })
        : ''
      return t('event.device', { kind: t(`event.kind.${alarm.event.kind}`), place }).trim()
    }
    return t('alarm.entered')
  }
  const where = (alarm: Alarm): string => {
    if (alarm.event?.station) return named(alarm.event.station)
    return alarm.incident ? `${alarm.incident.number} ${alarm.incident.title}` : ''
  }
  /** As short as it can be read from afar. */
  const brief = (alarm: Alarm): string => {
    if (alarm.kind === 'INCIDENT') return where(alarm)
    if (alarm.kind === 'STATION') return `${where(alarm)} ${what(alarm)}`
    if (alarm.kind === 'RESPONSE_BELOW_PLAN')
      return `${alarm.incident?.number ?? ''} ${levels(alarm, 'Brief')}`
    const of = alarm.deadline
      ? t(`wallIncident.duty.${alarm.deadline.duty}`)
      : alarm.entry
        ? called(alarm.entry)
        : alarm.unit
    return `${alarm.incident?.number ?? ''} ${of}`.trim()
  }
  return (alarm) => ({ what: what(alarm), where: where(alarm), brief: brief(alarm) })
}
