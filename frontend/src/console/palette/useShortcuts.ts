import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Section } from '../sections'
import { JUMP_MS, jumps, takesKeys } from './shortcuts'

interface On {
  find(): void
  explain(): void
}

/** Listens for the desk's shortcuts: Ctrl+K finds, / filters the list at hand, ? explains, g and a letter jump. */
export function useShortcuts(open: readonly Section[], on: On): void {
  const navigate = useNavigate()
  const latest = useRef({ open, on })
  latest.current = { open, on }
  useEffect(() => {
    let g = 0
    const pressed = (e: KeyboardEvent) => {
      if (e.isComposing || e.altKey) return
      if (e.ctrlKey || e.metaKey) {
        if (e.key.toLowerCase() !== 'k' || document.querySelector('.ant-modal-wrap:not([style*="none"])'))
          return
        e.preventDefault()
        return latest.current.on.find()
      }
      if (takesKeys(e.target)) return
      const section =
        e.timeStamp - g < JUMP_MS
          ? latest.current.open.find((s) => jumps[s] === e.key.toLowerCase())
          : undefined
      g = e.key === 'g' ? e.timeStamp : 0
      if (section) void navigate({ to: '/console/{-$section}/{-$item}', params: { section } })
      else if (e.key === '/') {
        const filter = document.querySelector<HTMLInputElement>(
          '.list input[data-list-text], .list [data-list-text] input',
        )
        if (filter) filter.focus()
        else latest.current.on.find()
      } else if (e.key === '?') latest.current.on.explain()
      else return
      g = 0
      e.preventDefault()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [navigate])
}
