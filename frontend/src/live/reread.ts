import { useEffect, useRef, useState } from 'react'
import { serverClock } from './clock'

/** Between two readings of the same thing, so that a storm of changes is read in few. */
const PAUSE_MS = 300
const RETRY_MS = 3_000

/** What was read last. */
export interface Reading<T> {
  value: T | null
  /** When that reading began, by the server's clock; null before the first. */
  readAt: number | null
  /** It is from after the last change. */
  whole: boolean
}

/**
 * What `read` gives, read again whenever `mark` changes; null before the first
 * answer. One reading runs at a time: what changed meanwhile is read after it, so
 * the last answer is always from after the last change. One that failed (null)
 * is tried again, and what was there is kept.
 */
export function useReading<T>(read: () => Promise<T | null>, mark: unknown): Reading<T> {
  const [got, setGot] = useState<{ value: T; readAt: number | null; mark: unknown } | null>(null)
  const turn = useRef({ wanted: 0, mark, again: () => {} })

  useEffect(() => {
    let gone = false
    let running = false
    let done = 0
    const run = async () => {
      if (running) return
      running = true
      while (!gone && done !== turn.current.wanted) {
        const asked = turn.current.wanted
        const about = { mark: turn.current.mark, readAt: serverClock.now() }
        const next = await read()
        if (gone) return
        if (next !== null) {
          done = asked
          setGot({ value: next, ...about })
        }
        await new Promise((resolve) => setTimeout(resolve, next === null ? RETRY_MS : PAUSE_MS))
      }
      running = false
    }
    turn.current.again = () => void run()
    turn.current.wanted++
    void run()
    return () => {
      gone = true
    }
  }, [read])

  useEffect(() => {
    turn.current.wanted++
    turn.current.mark = mark
    turn.current.again()
  }, [mark])
  return { value: got?.value ?? null, readAt: got?.readAt ?? null, whole: got !== null && got.mark === mark }
}

/** As useReading, where it does not matter since when it is so. */
export const useReread = <T>(read: () => Promise<T | null>, mark: unknown): T | null =>
  useReading(read, mark).value
