import { OUTBOX } from './onPhone'

type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

/** Whether this browser sends when the program is closed; none on an iPhone does. */
export const sendsInBackground = (): boolean =>
  'ServiceWorkerRegistration' in globalThis && 'sync' in ServiceWorkerRegistration.prototype

/** Asks the browser to send once there is a network, whether the program is open or not. */
export async function askToSend(): Promise<void> {
  if (!sendsInBackground()) return
  const registration: WithSync | undefined = await navigator.serviceWorker.getRegistration()
  // Refused by the person's settings: then sending happens while the program is open.
  await registration?.sync?.register(OUTBOX).catch(() => {})
}
