import type { quarantine } from '@/i18n/quarantine.zh'
import { dateTime } from '@/ui/format'

/** What is needed of an entry to say what would have been right. */
export interface Refused {
  reason: string
  field: string
  excerpt: string
  receivedAt: string
  station: {
    tanks: readonly { number: string; capacity: number; height: number }[]
    nozzles: readonly { number: string }[]
  }
}

export interface Bound {
  rule: keyof typeof quarantine.bound
  values: Record<string, string | number>
  /** The value as it was sent; undefined where it cannot be found in the original. */
  sent?: string
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Bounds of a part's fields that no register sets (server/telemetry's wire form). */
const fixed: Record<string, Bound['rule']> = {
  'tanks.volume20L': 'volume20',
  'tanks.temperatureC': 'temperature',
  'sales.volumeL': 'sale',
  'sales.priceFenPerL': 'price',
  'sales.amountFen': 'amount',
  'sales.totalizerL': 'notNegative',
  'deliveries.startedAt': 'duration',
}
const capacities = ['volumeL', 'waterL', 'startVolumeL', 'endVolumeL']
const heights = ['levelMm', 'waterMm']

/** What would have been right in the place of what was refused, by the register of today; null where no bound says it. */
export function boundOf(entry: Refused): Bound | null {
  const { part, name } = pathOf(entry.field)
  const item = read(entry.excerpt)
  const value = item?.[name]
  const sent = value === undefined || typeof value === 'object' ? undefined : { sent: String(value) }
  if (entry.reason === 'TIME_TOO_OLD' || entry.reason === 'TIME_IN_FUTURE') {
    const at = Date.parse(entry.receivedAt)
    return {
      rule: 'time',
      values: { from: dateTime(at - 7 * DAY_MS), until: dateTime(at + 5 * MINUTE_MS) },
      ...sent,
    }
  }
  if (entry.reason === 'UNKNOWN_SENSOR' || entry.reason === 'FOREIGN_SENSOR') {
    const known = name === 'nozzle' ? entry.station.nozzles : entry.station.tanks
    return { rule: 'sensor', values: { list: known.map((s) => s.number).join(', ') }, ...sent }
  }
  if (!['NEGATIVE', 'ABOVE_CAPACITY', 'OUT_OF_RANGE', 'NOT_A_NUMBER'].includes(entry.reason)) return null
  const rule = fixed[`${part}.${name}`]
  if (rule) return { rule, values: {}, ...sent }
  const own = String(item?.tank ?? '')
    .split('/')
    .at(-1)
  const tank = part === 'sales' ? undefined : entry.station.tanks.find((t) => t.number === own)
  if (tank && capacities.includes(name))
    return { rule: 'capacity', values: { tank: tank.number, capacity: tank.capacity }, ...sent }
  if (tank && heights.includes(name))
    return { rule: 'height', values: { tank: tank.number, height: tank.height }, ...sent }
  return name ? { rule: 'notNegative', values: {}, ...sent } : null
}

/** A path, as tanks[2].volumeL, in its part and the name of the field. */
function pathOf(field: string): { part: string; name: string } {
  const [, part = '', name = ''] = field.match(/^(?:(\w+)\[\d+\]\.)?(\w*)$/) ?? []
  return { part, name }
}

function read(excerpt: string): Record<string, unknown> | null {
  try {
    const item: unknown = JSON.parse(excerpt)
    return typeof item === 'object' && item !== null && !Array.isArray(item)
      ? (item as Record<string, unknown>)
      : null
  } catch {
    return null // cut, or what a broken device sent
  }
}

/** The original, one field a line where it is whole JSON; numbers as they were written only where it is not touched. */
export function legible(excerpt: string): string {
  const item = read(excerpt)
  if (!item) return excerpt
  const laid = JSON.stringify(item, null, 2)
  // What reading would change, as 1.0 or a number beyond all precision, is shown as it came.
  return laid.replace(/\s/g, '') === excerpt.replace(/\s/g, '') ? laid : excerpt
}
