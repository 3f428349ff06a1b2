import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { createStore, useStore } from '@/live/store'

/** How the desk chooses its colours: as the computer does, or fixed. */
export const deskThemes = ['auto', 'day', 'night'] as const
export type DeskTheme = (typeof deskThemes)[number]
export type Colours = 'light' | 'dark'

const REMEMBERED = 'desk-theme'
const DARK = '(prefers-color-scheme: dark)'

const remembered = (): DeskTheme => deskThemes.find((it) => it === localStorage.getItem(REMEMBERED)) ?? 'auto'

const chosen = createStore<DeskTheme>(remembered())

/** Light or dark; what is printed is light, since paper is. */
export function coloursOf(theme: DeskTheme, system: Colours, printing: boolean): Colours {
  if (printing || theme === 'day') return 'light'
  return theme === 'night' ? 'dark' : system
}

/** Whether the computer is set to dark, as long as it is. */
function useSystemColours(): Colours {
  const query = useMemo(() => matchMedia(DARK), [])
  const [dark, setDark] = useState(query.matches)
  useEffect(() => {
    const set = () => setDark(query.matches)
    query.addEventListener('change', set)
    return () => query.removeEventListener('change', set)
  }, [query])
  return dark ? 'dark' : 'light'
}

/** Whether the page is being printed, from before the paper is drawn. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true))
    const after = () => setPrinting(false)
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
  return printing
}

/** The colours of the faces for people at a desk, as chosen on this browser. */
export function useColours(): Colours {
  return coloursOf(useStore(chosen), useSystemColours(), usePrinting())
}

/** Colours the page as long as a part of it says so; a display has colours of its own. */
export function useDeskTheme(atDesk = true): void {
  const colours = useColours()
  useLayoutEffect(() => {
    if (!atDesk) return
    document.documentElement.dataset.theme = colours
    return () => {
      delete document.documentElement.dataset.theme
    }
  }, [colours, atDesk])
}

/** What was chosen, and the way to the next. */
export function useChosenTheme() {
  const theme = useStore(chosen)
  const next = () => {
    const following = deskThemes[(deskThemes.indexOf(theme) + 1) % deskThemes.length] ?? 'auto'
    localStorage.setItem(REMEMBERED, following)
    chosen.set(following)
  }
  return { theme, next }
}
