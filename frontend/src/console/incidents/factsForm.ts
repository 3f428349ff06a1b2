import type { Incident } from './incident'

export const texts = ['title', 'address', 'enterprise', 'lineBureau', 'source', 'description'] as const
export const flags = [
  'beyondTownship',
  'acrossTownships',
  'mayGrow',
  'beyondCounty',
  'acrossCounties',
  'special',
] as const

/** The judgements that hold. */
export const heldBy = (incident: Incident) => flags.filter((flag) => incident[flag])

/** The point on the map in words, as 109.12345° E, 35.1° N. */
export const pointOf = ({ longitude, latitude }: Pick<Incident, 'longitude' | 'latitude'>): string | null =>
  typeof longitude === 'number' && typeof latitude === 'number' ? `${longitude}° E, ${latitude}° N` : null
