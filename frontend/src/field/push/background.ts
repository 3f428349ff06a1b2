import { createGraphqlClient } from '@/gql/client'
import { askPush, file, keptLanguage, subscribe } from './filing'
import { notificationOf, readPushed } from './notification'

/** What a service worker has and the types of a page do not know. */
interface Worker {
  registration: ServiceWorkerRegistration
  clients: {
    matchAll(
      options: object,
    ): Promise<(MessagePort & { url: string; visibilityState: string; focus(): Promise<unknown> })[]>
    openWindow(path: string): Promise<unknown>
  }
}
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
}
const worker = globalThis as unknown as Worker

const pages = async () => {
  const all = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return all.filter((it) => /^\/field(\/|$)/.test(new URL(it.url).pathname))
}

/** Always shows something, as browsers demand; without a sound where the page itself is seen. */
async function show(text: string | undefined): Promise<void> {
  const { title, options } = notificationOf(readPushed(text), await keptLanguage())
  const seen = (await pages()).some((it) => it.visibilityState === 'visible')
  await worker.registration.showNotification(title, { ...options, silent: seen })
}

/** Brings the page to where it is read: the one that is open, so that nothing written is lost, or a new one. */
async function open(notification: Notification): Promise<void> {
  notification.close()
  const [page] = await pages()
  if (!page) return void (await worker.clients.openWindow(notification.data.path))
  page.postMessage({ open: notification.data.path })
  await page.focus()
}

/** The browser has another address for this phone: the hub is told of it. */
async function anew(): Promise<void> {
  const client = createGraphqlClient()
  const push = await askPush(client)
  if (!push) throw new Error('the hub did not say how it pushes')
  if (push.filedAt === null) return // turned off
  const failed = await file(client, await subscribe(worker.registration, push.publicKey), null)
  if (failed) throw new Error('the new address is not filed')
}

/** Makes a service worker tell of what happens while the page is closed. */
export function tellInBackground(): void {
  addEventListener('push', (event) => {
    const { data, waitUntil } = event as Waiting & { data: { text(): string } | null }
    waitUntil.call(event, show(data?.text()))
  })
  addEventListener('notificationclick', (event) => {
    const { notification, waitUntil } = event as Waiting & { notification: Notification }
    waitUntil.call(event, open(notification))
  })
  addEventListener('pushsubscriptionchange', (event) => {
    ;(event as Waiting).waitUntil(anew())
  })
}
