import { useEffect, useSyncExternalStore } from 'react'
import { connection } from '@/live/connection'
import { outboxOnPhone } from './onPhone'
import { askToSend } from './sync'

/** This phone's outbox. */
export const { outbox } = outboxOnPhone((work, ms) => {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
})

export const useOutgoing = () => useSyncExternalStore(outbox.subscribe, outbox.get)

const waits = () => outbox.get().entries.some((e) => e.state === 'waiting' || e.state === 'sending')

/** Sends for as long as the program is open, and leaves to the browser what it can send afterwards: at once when there is a network, a socket or a look. */
export function useSending(owner: string | null): void {
  useEffect(() => {
    if (owner === null) return
    void outbox.ownedBy(owner)
    const wake = () => void outbox.flush()
    const seen = () => {
      if (document.visibilityState === 'visible') wake()
      else if (waits()) void askToSend()
    }
    let generation = connection().state.get().generation
    const stop = connection().state.subscribe(() => {
      const now = connection().state.get()
      if (now.generation !== generation) wake()
      generation = now.generation
    })
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', seen)
    return () => {
      stop()
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [owner])
}
