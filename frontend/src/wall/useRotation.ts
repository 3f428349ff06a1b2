import { useEffect, useRef, useState } from 'react'
import { useNow } from '@/live/clock'
import { HOLD_MS, neighbour, type Page, type Turn, turnAt } from './rotation'

const touches = ['pointerdown', 'wheel', 'keydown'] as const

/** Turns the pages by themselves; any touch or key holds the one that is shown. */
export function useRotation(pages: readonly Page[]) {
  const now = useNow().monotonic
  const [turn, setTurn] = useState<Turn | null>(null)
  const [heldUntil, setHeldUntil] = useState(0)
  const held = now < heldUntil
  const next = turnAt(turn, pages, now, held)
  const page = pages.find((p) => p.key === next.key)
  const show = (key: string) => setTurn({ key, since: now, known: pages.map((p) => p.key) })

  useEffect(() => {
    if (next !== turn) setTurn(next)
  })
  // What a touch does is kept beside the listener, which stays the same: one that is
  // put in anew while a key is dealt with does not hear that key.
  const touched = useRef<(event: Event) => void>(undefined)
  useEffect(() => {
    touched.current = (event) => {
      setHeldUntil(performance.now() + HOLD_MS)
      if (!(event instanceof KeyboardEvent)) return
      if (event.target instanceof HTMLElement && event.target.closest('input, select, textarea')) return
      if (event.key === 'ArrowRight') show(neighbour(next.key, pages, 1))
      if (event.key === 'ArrowLeft') show(neighbour(next.key, pages, -1))
    }
  })
  useEffect(() => {
    const hear = (event: Event) => touched.current?.(event)
    for (const touch of touches) addEventListener(touch, hear, { passive: true })
    return () => {
      for (const touch of touches) removeEventListener(touch, hear)
    }
  }, [])
  return { page, show, heldMs: held && pages.length > 1 ? heldUntil - now : null }
}
