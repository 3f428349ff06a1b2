import { serverClock, useNow } from '@/live/clock'

/** By how many ms the phone's clock ran ahead of the hub's when the hub was last heard. */
const AHEAD = 'field.clockAhead'
const WORTH_MS = 500
/** A service worker has no such store: it sends what bears its instants already. */
const store = () => (typeof localStorage === 'undefined' ? null : localStorage)

/**
 * The best instant that the phone knows: the hub's; else its own, less what it last
 * ran ahead by. So a wrong clock makes no report wrong that is written out of reach.
 */
export function phoneNow(): number {
  const hub = serverClock.now()
  const known = Number(store()?.getItem(AHEAD)) || 0
  if (hub === null) return Date.now() - known
  const ahead = Math.round(Date.now() - hub)
  if (Math.abs(ahead - known) > WORTH_MS) store()?.setItem(AHEAD, String(ahead))
  return hub
}

/** That instant, anew twice a second. */
export function usePhoneNow(): number {
  useNow()
  return phoneNow()
}
