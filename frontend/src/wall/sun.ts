const rad = Math.PI / 180
/** The sun counts as risen with its upper rim in the refracted horizon, degrees. */
const HORIZON = -0.833

/** Whether the sun is up at a place (degrees) at an instant (ms since 1970); right to about a minute. */
export function sunIsUp(instant: number, latitude: number, longitude: number): boolean {
  const days = (instant - Date.UTC(2000, 0, 1, 12)) / 86_400_000
  const anomaly = (357.529 + 0.98560028 * days) * rad
  const mean = 280.459 + 0.98564736 * days
  const ecliptic = (mean + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * rad
  const tilt = 23.439 * rad
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic))
  const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic))
  const sidereal = (18.697374558 + 24.06570982441908 * days) * 15 + longitude
  const hour = sidereal * rad - ascension
  const up =
    Math.sin(latitude * rad) * Math.sin(declination) +
    Math.cos(latitude * rad) * Math.cos(declination) * Math.cos(hour)
  return Math.asin(up) > HORIZON * rad
}
