import { useEffect, useSyncExternalStore } from 'react'
import { useGeneration } from '@/live/connection'
import { buildHere } from '@/live/upgrade'

/** Of which build the page is; null while it is developed. */
export const build = buildHere()

const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined
let renewed = false
const had = Boolean(worker?.controller)

const subscribe = (listener: () => void) => {
  const heard = () => {
    renewed ||= had
    listener()
  }
  worker?.addEventListener('controllerchange', heard)
  return () => worker?.removeEventListener('controllerchange', heard)
}

/** Whether a newer program is on this phone than the one that is open; looked for at each connection to the hub. */
export function useRenewed(): boolean {
  const generation = useGeneration()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection may be to a new hub
  useEffect(() => {
    void worker?.getRegistration().then((it) => it?.update().catch(() => {}))
  }, [generation])
  return useSyncExternalStore(subscribe, () => renewed)
}

/** Loads the new program. What was written is in the phone's database, and stays. */
export const reload = (): void => location.reload()
