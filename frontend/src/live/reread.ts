import { useEffect, useRef, useState } from 'react'

/** Between two readings of the same thing, so that a storm of changes is read in few. */
const PAUSE_MS = 300
const RETRY_MS = 3_000

/**
 * What `read` gives, read again whenever `mark` changes; null before the first
 * answer. One reading runs at a time: what changed meanwhile is read after it, so
 * the last answer is always from after the last change. One that failed (null)
 * is tried again, and what was there is kept.
 */
export function useReread<T>(read: () => Promise<T | null>, mark: unknown): T | null {
  const [value, setValue] = useState<T | null>(null)
  const turn = useRef({ wanted: 0, again: () => {} })

  useEffect(() => {
    let gone = false
    let running = false
    let done = 0
    const run = async () => {
      if (running) return
      running = true
      while (!gone && done !== turn.current.wanted) {
        const asked = turn.current.wanted
        const next = await read()
        if (gone) return
        if (next !== null) {
          done = asked
          setValue(next)
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new mark is the reason to read again
  useEffect(() => {
    turn.current.wanted++
    turn.current.again()
  }, [mark])
  return value
}
