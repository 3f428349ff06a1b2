import { useTranslation } from '@/i18n'
import type { StationEvent } from '@/live/stationEvents'
import { wholeLitres } from './format'

/** Kinds that someone must look at. */
const alarms = new Set(['TAMPER', 'LEAK_ALARM', 'OVERFILL', 'HIGH_WATER', 'COVER_OPENED', 'POWER_OFF'])
const faults = new Set(['PROBE_FAULT', 'NOZZLE_FAULT', 'HEARTBEAT_LOST', 'LOW_PRODUCT'])

export type EventWeight = 'alarm' | 'fault' | 'delivery' | 'notice'

export function eventWeight(event: StationEvent): EventWeight {
  if (event.__typename === 'Delivery') return 'delivery'
  if (alarms.has(event.kind)) return 'alarm'
  return faults.has(event.kind) ? 'fault' : 'notice'
}

export const eventTime = (event: StationEvent): string =>
  event.__typename === 'Delivery' ? event.endedAt : event.happenedAt

/** What came so long after it happened came late, ms. */
const LATE_MS = 5 * 60_000

export const cameLate = (event: StationEvent): boolean =>
  Date.parse(event.receivedAt) - Date.parse(eventTime(event)) > LATE_MS

/** By when they happened, the last first: devices tell late and out of order. */
export const byHappening = (events: readonly StationEvent[]): StationEvent[] =>
  [...events].sort((a, b) => Date.parse(eventTime(b)) - Date.parse(eventTime(a)) || b.sequence - a.sequence)

/** One event in words, without its station and time. */
export function useEventText(): (event: StationEvent) => string {
  const { t } = useTranslation()
  return (event) => {
    if (event.__typename === 'Delivery')
      return t('event.delivery', {
        tank: event.tank.number,
        product: t('product.short', { code: event.tank.product.code }),
        litres: wholeLitres(event.volume),
      })
    const place = event.concernedTank
      ? t('event.atTank', { number: event.concernedTank.number })
      : event.nozzle
        ? t('event.atNozzle', { number: event.nozzle.number })
        : ''
    return t('event.device', { kind: t(`event.kind.${event.kind}`), place }).trim()
  }
}
