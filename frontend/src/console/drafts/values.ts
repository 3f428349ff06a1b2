import dayjs from 'dayjs'

/** What a form holds, by its fields. */
export type Values = Record<string, unknown>

interface Picked {
  format(form: string): string
}

/** Whether a value is an instant of a picker. */
export const isPicked = (v: unknown): v is Picked => typeof v === 'object' && v !== null && 'format' in v

interface Kept {
  picked: string
}
const isKept = (v: unknown): v is Kept =>
  typeof v === 'object' && v !== null && typeof (v as Kept).picked === 'string'

/** A form's values as JSON, what was left empty left out, in the order of names; a picker's as its clock shows it. */
export const encode = (values: Values): string =>
  JSON.stringify(
    Object.entries(values)
      .filter(([, v]) => v !== undefined && v !== null && v !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, v]) => [name, isPicked(v) ? { picked: v.format('YYYY-MM-DDTHH:mm:ss') } : v]),
  )

/** The same back; nothing of what cannot be read. */
export function decode(text: string): Values {
  try {
    const entries = JSON.parse(text) as [string, unknown][]
    return Object.fromEntries(entries.map(([name, v]) => [name, isKept(v) ? dayjs(v.picked) : v]))
  } catch {
    return {}
  }
}
