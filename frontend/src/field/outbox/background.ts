import type { Client } from 'urql'
import { FieldViewerDocument } from '../documents'
import { OUTBOX, outboxOnPhone } from './onPhone'
import type { Outbox } from './outbox'

/** Sends what waits, of whom the hub knows this phone to be. Rejects where something still waits, so that the browser tries again. */
export async function sendAll(outbox: Outbox, client: Client): Promise<void> {
  const { data } = await client.query(FieldViewerDocument, {}, { requestPolicy: 'network-only' }).toPromise()
  const viewer = data?.viewer
  if (!viewer || viewer.kind === 'NOBODY') throw new Error('the hub does not know whose phone this is')
  await outbox.ownedBy(viewer.name)
  const { halt } = outbox.get()
  if (halt) throw new Error(`not all was sent: ${halt.cause}`)
}

/** Makes a service worker send the outbox when the browser says that there is a network. */
export function sendInBackground(): void {
  addEventListener('sync', (event) => {
    const { tag, waitUntil } = event as Event & { tag: string; waitUntil(work: Promise<void>): void }
    if (tag !== OUTBOX) return
    // Where not all was sent the browser asks again; a service worker has no time of its own.
    const { outbox, client } = outboxOnPhone(() => () => {})
    waitUntil.call(event, sendAll(outbox, client()))
  })
}
