import { useEffect, useSyncExternalStore } from 'react'
import type { Client } from 'urql'
import { createGraphqlClient } from '@/gql/client'
import { newIdempotencyKey } from '@/gql/idempotencyKey'
import { connection } from '@/live/connection'
import { database } from '../database'
import { phoneNow } from '../useKept'
import { deliver } from './deliver'
import { Outbox } from './outbox'

const LOCK = 'field-outbox'
const tabs = new BroadcastChannel(LOCK)
let turn: Promise<void> = Promise.resolve()

/** One tab at a time sends; where the browser has no locks, one of this page. */
function alone(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) return navigator.locks.request(LOCK, work)
  turn = turn.then(work, work)
  return turn
}

let client: Client | undefined
/** This phone's outbox. */
export const outbox = new Outbox({
  database,
  deliver: (entry, follows, picture) => {
    client ??= createGraphqlClient()
    return deliver(client, entry, follows, picture)
  },
  now: phoneNow,
  newKey: newIdempotencyKey,
  alone,
  tell: () => tabs.postMessage('changed'),
  later: (work, ms) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
})
tabs.addEventListener('message', () => void outbox.refresh())

export const useOutgoing = () => useSyncExternalStore(outbox.subscribe, outbox.get)

/** Sends for as long as the program is open: at once when there is a network, a socket or a look. */
export function useSending(owner: string | null): void {
  useEffect(() => {
    if (owner === null) return
    void outbox.ownedBy(owner)
    const wake = () => void outbox.flush()
    const seen = () => document.visibilityState === 'visible' && wake()
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
