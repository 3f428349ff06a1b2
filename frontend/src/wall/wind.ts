/** Eight winds, clockwise from north, each of 45°. */
export const winds = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const

/** The wind that comes from so many degrees clockwise from north. */
export const windFrom = (degrees: number): (typeof winds)[number] =>
  winds[Math.round(degrees / 45) % winds.length] ?? 'N'

/** Below this the air counts as calm (Beaufort 0) and a direction says nothing, m/s. */
export const CALM_BELOW = 0.3
