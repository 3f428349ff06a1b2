import { useSyncExternalStore } from 'react'
import { useRemembered } from './useRemembered'

/** What Chromium offers once it would put the program on the home screen; good for one question. */
interface Offer extends Event {
  prompt(): Promise<unknown>
}

let offer: Offer | null = null
const listeners = new Set<() => void>()
const set = (to: Offer | null) => {
  offer = to
  for (const listener of listeners) listener()
}
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault() // asked for by a tap, not by the browser
  set(event as Offer)
})
window.addEventListener('appinstalled', () => set(null))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether this is Apple's phone, where a browser's page is told nothing until it is on the home screen. */
export const apple = /iPhone|iPad|iPod/.test(navigator.userAgent)

export const onHomeScreen = (): boolean => matchMedia('(display-mode: standalone)').matches

/** How the program comes onto the home screen: `install` where the browser offers it. */
export function useInstalling() {
  const offered = useSyncExternalStore(subscribe, () => offer)
  const [declined, decline] = useRemembered('field.install')
  return {
    installed: onHomeScreen(),
    install: offered && (() => void offered.prompt().finally(() => set(null))),
    declined: declined !== null,
    decline: () => decline('not now'),
  }
}

/** Lets the phone's program open without a network, and be put on the home screen. */
export function installable(): void {
  if (!document.querySelector('link[rel=manifest]')) {
    const add = (rel: string, href: string) =>
      document.head.append(Object.assign(document.createElement('link'), { rel, href }))
    add('manifest', '/field.webmanifest')
    add('apple-touch-icon', '/field-180.png')
  }
  if (!import.meta.env.DEV && 'serviceWorker' in navigator)
    void navigator.serviceWorker.register('/sw.js', { scope: '/field' }).catch(() => {})
}
