import { useEffect, useState } from 'react'
import { send } from '@/gql/rest'

interface Shown {
  secret: string
  code: string
  expiresInSeconds: number
  intervalSeconds: number
}

/** Where no answer came, the display asks again after this. */
const RETRY_MS = 10_000

/**
 * The code that this display shows to be let in by; null until the hub gave one. Once
 * an administrator has typed it, the page is loaded anew as an enrolled display. A code
 * whose time is over gives way to another.
 */
export function useShownCode(): string | null {
  const [code, setCode] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (ms: number, then: () => void) => {
      if (!gone) timer = setTimeout(then, ms)
    }
    const begin = async () => {
      const begun = await send<Shown>('POST', '/api/v1/enrol/display', {})
      if (gone) return
      if ('ok' in begun) {
        setCode(begun.ok.code)
        later(begun.ok.intervalSeconds * 1_000, () => void poll(begun.ok))
      } else {
        setCode(null)
        later(RETRY_MS, () => void begin())
      }
    }
    const poll = async (shown: Shown) => {
      const { secret, intervalSeconds } = shown
      const asked = await send<{ name?: string }>('POST', '/api/v1/enrol/display/poll', { secret })
      if (gone) return
      if ('ok' in asked && asked.ok.name) location.reload()
      else if ('refused' in asked && asked.refused.code === 'NOT_FOUND') void begin()
      else later('ok' in asked ? intervalSeconds * 1_000 : RETRY_MS, () => void poll(shown))
    }
    void begin()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [])
  return code
}
