import { useEffect } from 'react'
import { useStore } from '@/live/store'
import { Siren, type Sound } from './siren'

const siren = new Siren()

/** Rings while it is on, and says whether the browser lets it. */
export function useSiren(on: boolean): Sound {
  useEffect(() => siren.prepare(), [])
  useEffect(() => siren.ring(on), [on])
  return useStore(siren.sound)
}
