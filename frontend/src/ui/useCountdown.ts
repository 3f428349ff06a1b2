import { useEffect, useState } from 'react'

/** Milliseconds that are left of so many seconds, counted from when they were given; 0 at the end. */
export function useCountdown(seconds: number | undefined, given: unknown): number {
  const [left, setLeft] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same seconds may be given again
  useEffect(() => {
    if (!seconds) {
      setLeft(0)
      return
    }
    const end = performance.now() + seconds * 1_000
    const tell = () => setLeft(Math.max(0, end - performance.now()))
    tell()
    const timer = setInterval(tell, 1_000)
    return () => clearInterval(timer)
  }, [seconds, given])
  return left
}
