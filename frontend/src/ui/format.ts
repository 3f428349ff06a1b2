import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/** The zone in which people read times here; screens name it beside the times. */
export const ZONE = 'Asia/Shanghai'

type Instant = string | number

const inZone = (instant: Instant) => dayjs(instant).tz(ZONE)

/** 09:05:03 */
export const timeOfDay = (instant: Instant): string => inZone(instant).format('HH:mm:ss')
/** 09:05 */
export const minuteOfDay = (instant: Instant): string => inZone(instant).format('HH:mm')
/** 2026-03-01 */
export const day = (instant: Instant): string => inZone(instant).format('YYYY-MM-DD')
/** 2026-03-01 09:05:03 */
export const dateTime = (instant: Instant): string => inZone(instant).format('YYYY-MM-DD HH:mm:ss')
/** Day of the week, 0 for Sunday. */
export const weekday = (instant: Instant): number => inZone(instant).day()
/** 2026-03-01 09:05 */
export const dateAndMinute = (instant: Instant): string => inZone(instant).format('YYYY-MM-DD HH:mm')
/** 03-01 09:05 */
export const shortDateTime = (instant: Instant): string => inZone(instant).format('MM-DD HH:mm')

const grouped = (digits: number) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const whole = grouped(0)
const one = grouped(1)
const two = grouped(2)

/** What a clock on the wall here shows at a date and time that was picked, as an instant. */
export const instantOf = (picked: { format(form: string): string }): string =>
  dayjs.tz(picked.format('YYYY-MM-DDTHH:mm:ss'), ZONE).toISOString()

/** The same the other way: what a clock on the wall here shows at an instant, to put into a picker. */
export const pickedAt = (instant: Instant): dayjs.Dayjs =>
  dayjs(inZone(instant).format('YYYY-MM-DDTHH:mm:ss'))

/** Litres to 0.01: 1,234.50 */
export const litres = (value: number): string => two.format(value)
/** Litres without decimals, for figures read from afar: 1,235 */
export const wholeLitres = (value: number): string => whole.format(value)
/** Litres as cubic metres: 12,345 → 12.3 */
export const cubicMetres = (value: number): string => one.format(value / 1_000)
/** Fen as yuan: 78912 → 789.12 */
export const yuan = (fen: number): string => two.format(fen / 100)
/** Fen as whole yuan, for figures read from afar. */
export const wholeYuan = (fen: number): string => whole.format(fen / 100)
export const oneDecimal = (value: number): string => one.format(value)
export const count = (value: number): string => whole.format(value)

/** 83 s → 01:23; an hour and more → 1:01:23. Never below zero. */
export function stopwatch(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1_000))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(s / 3_600)
  const rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** The unit in which an age is said, and how many of it; whole, rounded down. */
export function age(ms: number): { unit: 'seconds' | 'minutes' | 'hours' | 'days'; n: number } {
  const s = Math.max(0, Math.floor(ms / 1_000))
  if (s < 60) return { unit: 'seconds', n: s }
  if (s < 3_600) return { unit: 'minutes', n: Math.floor(s / 60) }
  if (s < 86_400) return { unit: 'hours', n: Math.floor(s / 3_600) }
  return { unit: 'days', n: Math.floor(s / 86_400) }
}
