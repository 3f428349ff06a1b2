import { useEffect, useState } from 'react'
import { useNow } from '@/live/clock'
import { minuteOfDay } from '@/ui/format'
import { sunIsUp } from './sun'

/** How the wall chooses its colours: by the hour, by the county's sun, or fixed. */
export const themes = ['auto', 'sun', 'day', 'night'] as const
export type Theme = (typeof themes)[number]

const REMEMBERED = 'wall-theme'
/** The hours of day, by the county's clock: from the first on, before the second. */
const DAY = { from: '07:00', until: '19:00' }

interface Place {
  latitude: number
  longitude: number
}

export const readTheme = (word: string | null): Theme | null => themes.find((t) => t === word) ?? null

/** Light or dark, at an instant of the hub's; dark while that is not known. */
export function colours(theme: Theme, server: number | null, place: Place | null): 'light' | 'dark' {
  if (theme === 'day') return 'light'
  if (theme === 'night' || server === null) return 'dark'
  if (theme === 'sun' && place) return sunIsUp(server, place.latitude, place.longitude) ? 'light' : 'dark'
  const now = minuteOfDay(server)
  return now >= DAY.from && now < DAY.until ? 'light' : 'dark'
}

/** `?theme=day` first, then what was chosen here before, then by the hour. */
function preferred(): Theme {
  const asked = readTheme(new URLSearchParams(location.search).get('theme'))
  if (asked) localStorage.setItem(REMEMBERED, asked)
  return asked ?? readTheme(localStorage.getItem(REMEMBERED)) ?? 'auto'
}

/** Colours the page, and lets the next manner be chosen. */
export function useTheme(place: Place | null) {
  const { server } = useNow()
  const [theme, setTheme] = useState(preferred)
  const shown = colours(theme, server, place)
  useEffect(() => {
    if (shown === 'light') document.documentElement.dataset.theme = 'light'
    return () => {
      delete document.documentElement.dataset.theme
    }
  }, [shown])
  const next = () => {
    const chosen = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'
    localStorage.setItem(REMEMBERED, chosen)
    setTheme(chosen)
  }
  return { theme, shown, next }
}
