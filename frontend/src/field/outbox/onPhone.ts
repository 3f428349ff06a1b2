import type { Client } from 'urql'
import { createGraphqlClient } from '@/gql/client'
import { newIdempotencyKey } from '@/gql/idempotencyKey'
import { database } from '../database'
import { phoneNow } from '../phoneNow'
import { deliver } from './deliver'
import { Outbox, type World } from './outbox'

/** The lock of who sends, the channel of what changed, and the tag of what is to be sent in the background. */
export const OUTBOX = 'field-outbox'
let turn: Promise<void> = Promise.resolve()

/** One at a time sends, of all tabs and the service worker; where the browser has no locks, one of this page. */
function alone(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) return navigator.locks.request(OUTBOX, work)
  turn = turn.then(work, work)
  return turn
}

/** The outbox of this phone, for a page or for the service worker: the same entries, keys and order. */
export function outboxOnPhone(later: World['later']): { outbox: Outbox; client(): Client } {
  const others = new BroadcastChannel(OUTBOX)
  let made: Client | undefined
  const client = () => {
    made ??= createGraphqlClient()
    return made
  }
  const outbox = new Outbox({
    database,
    deliver: (entry, follows, picture) => deliver(client(), entry, follows, picture),
    now: phoneNow,
    newKey: newIdempotencyKey,
    alone,
    tell: () => others.postMessage('changed'),
    later,
  })
  others.addEventListener('message', () => void outbox.refresh())
  return { outbox, client }
}
