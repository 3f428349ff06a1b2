import { useEffect, useState } from 'react'
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
  useEffect(() => {
    const hold = () => setHeldUntil(performance.now() + HOLD_MS)
    for (const touch of touches) addEventListener(touch, hold, { passive: true })
    return () => {
      for (const touch of touches) removeEventListener(touch, hold)
    }
  }, [])
  useEffect(() => {
    const step = ({ key, target }: KeyboardEvent) => {
      if (target instanceof HTMLElement && target.closest('input, select, textarea')) return
      if (key === 'ArrowRight') show(neighbour(next.key, pages, 1))
      if (key === 'ArrowLeft') show(neighbour(next.key, pages, -1))
    }
    addEventListener('keydown', step)
    return () => removeEventListener('keydown', step)
  })
  return { page, show, heldMs: held && pages.length > 1 ? heldUntil - now : null }
}
