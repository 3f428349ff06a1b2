import { useCallback, useState } from 'react'
import { useClient } from 'urql'
import { serverClock } from '@/live/clock'
import { useHalfMinute } from '@/live/onDuty'
import { useReread } from '@/live/reread'
import { pickedAt } from '@/ui/format'
import { useMay } from '../rights'
import { type Gap, RosterDocument, type ShiftChange, type Turn } from './documents'

/** How many days the roster shows. */
export const DAYS = 14
export const DAY_MS = 86_400_000

export interface Roster {
  /** The first instant of today, and now, by the server's clock. */
  today: number
  now: number
  turns: readonly Turn[]
  gaps: readonly Gap[]
  changes: readonly ShiftChange[]
}

/** The roster from today on with the log of hand-overs, read again by the clock and on demand; null before it is read. */
export function useRoster(): { roster: Roster | null; again(): void } {
  const client = useClient()
  const may = useMay()
  const [phone, open] = [may('contact:read'), may('incident:read')]
  const [changed, setChanged] = useState(0)
  const mark = `${useHalfMinute()} ${changed}`
  const read = useCallback(async (): Promise<Roster | null> => {
    const now = serverClock.now()
    if (now === null) return null
    const today = now - pickedAt(now).diff(pickedAt(now).startOf('day'))
    const { data } = await client
      .query(
        RosterDocument,
        {
          since: new Date(today).toISOString(),
          now: new Date(now).toISOString(),
          until: new Date(today + DAYS * DAY_MS).toISOString(),
          phone,
          open,
        },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    if (!data?.shifts || !data.dutyGaps || !data.shiftChanges) return null
    return { today, now, turns: data.shifts, gaps: data.dutyGaps, changes: data.shiftChanges }
  }, [client, phone, open])
  return { roster: useReread(read, mark), again: () => setChanged((n) => n + 1) }
}
