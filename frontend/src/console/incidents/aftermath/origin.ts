/** A tank as it was, with its readings of the hour before, oldest first. */
export interface TankThen {
  number: string
  product: string
  capacityL: number
  readings: readonly { measuredAt: string; volumeL: number }[]
}

/** What a station said when that became an incident. */
export interface Frozen {
  station: { code: string; name: string }
  /** The event or the item, by its columns. */
  told: Readonly<Record<string, string | number>>
  tanks: readonly TankThen[]
}

const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null

/** Reads an origin's content; null where it is not what the contract says. */
export function frozenOf(content: string): Frozen | null {
  try {
    const read: unknown = JSON.parse(content)
    if (!isObject(read) || !isObject(read.station) || !isObject(read.told) || !Array.isArray(read.tanks))
      return null
    return read as unknown as Frozen
  } catch {
    return null
  }
}

/** First and last volume of the hour, and their difference; null where nothing was read. */
export function courseOf(tank: TankThen): { first: number; last: number; change: number } | null {
  const first = tank.readings[0]?.volumeL
  const last = tank.readings.at(-1)?.volumeL
  return first === undefined || last === undefined ? null : { first, last, change: last - first }
}

/** A tank's volume over its readings as points of a polyline, the tank's own lowest at the bottom. */
export function lineOf(tank: TankThen, width: number, height: number): string {
  const times = tank.readings.map((r) => Date.parse(r.measuredAt))
  const volumes = tank.readings.map((r) => r.volumeL)
  const place = (v: number, all: readonly number[], size: number) => {
    const low = Math.min(...all)
    const span = Math.max(...all) - low
    return span === 0 ? size / 2 : ((v - low) / span) * size
  }
  return tank.readings
    .map((_, i) => {
      const x = place(times[i] ?? 0, times, width)
      const y = height - place(volumes[i] ?? 0, volumes, height)
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
}
