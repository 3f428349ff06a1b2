import { useEffect } from 'react'

const DARK = '(prefers-color-scheme: dark)'

/** Light, for the sun, unless the phone itself is dark. */
export function useTheme(): void {
  useEffect(() => {
    const root = document.documentElement
    const dark = matchMedia(DARK)
    const set = () => {
      root.dataset.face = 'field'
      if (dark.matches) delete root.dataset.theme
      else root.dataset.theme = 'light'
    }
    set()
    dark.addEventListener('change', set)
    return () => {
      dark.removeEventListener('change', set)
      delete root.dataset.face
      delete root.dataset.theme
    }
  }, [])
}
