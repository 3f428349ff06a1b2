import { useEffect, useState } from 'react'
import { useNow } from '@/live/clock'
import { connection, SOCKET_STALE_MS } from '@/live/connection'
import { incidentUpdates } from '@/live/incidents'
import { useReading } from '@/live/reread'
import { useStore } from '@/live/store'
import { useStream } from '@/live/stream'
import { database } from './database'

/** What was read last, here or before the program was opened. */
export interface Kept<T> {
  value: T | null
  /** When it was read, ms since 1970; null for never. */
  readAt: number | null
  /** It is as it is now: the hub speaks, and this was read after the last change. */
  live: boolean
}

/** Whether the hub is heard right now. */
export function useHeard(): boolean {
  const { phase, lastItemAt } = useStore(connection().state)
  const { monotonic } = useNow()
  return phase === 'open' && lastItemAt !== null && monotonic - lastItemAt <= SOCKET_STALE_MS
}

/** What `read` gives, kept on the phone by its name; read again when an incident changes. */
export function useKept<T>(name: string, read: () => Promise<T | null>): Kept<T> {
  const { value: marks, lastItemAt } = useStream(incidentUpdates)
  const reading = useReading(read, marks.mark)
  const heard = useHeard()
  const [kept, setKept] = useState<{ name: string; value: T; readAt: number } | null>(null)

  useEffect(() => {
    let gone = false
    const restore = async () => {
      const found = await (await database()).get('answers', name)
      if (found && !gone) setKept(found as { name: string; value: T; readAt: number })
    }
    void restore()
    return () => {
      gone = true
    }
  }, [name])

  useEffect(() => {
    if (reading.value === null) return
    const fresh = { name, value: reading.value, readAt: reading.readAt ?? Date.now() }
    setKept(fresh)
    void database().then((db) => db.put('answers', fresh))
  }, [name, reading.value, reading.readAt])

  const now = kept?.name === name ? kept : null
  return {
    value: now?.value ?? null,
    readAt: now?.readAt ?? null,
    live: heard && lastItemAt !== null && reading.whole && reading.value === now?.value,
  }
}
