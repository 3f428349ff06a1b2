import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { serverClock } from '@/live/clock'

/** When the page began to be printed, by the hub's clock where it is known; null while it is not printed. */
export function usePrinting(): number | null {
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    const begin = () => flushSync(() => setSince(serverClock.now() ?? Date.now()))
    const end = () => setSince(null)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return since
}
