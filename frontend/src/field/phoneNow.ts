import { serverClock } from '@/live/clock'

/** The best instant that the phone knows: the hub's, else its own. */
export const phoneNow = (): number => serverClock.now() ?? Date.now()
