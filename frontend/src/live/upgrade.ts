/** The program's own script as a page names it. */
const entryOf = (html: string): string | null => /\/assets\/index-[\w-]+\.js/.exec(html)?.[0] ?? null

const entryHere = (): string | null =>
  [...document.scripts].map((s) => entryOf(s.src)).find((s) => s !== null) ?? null

/** Of which build this page is: a short word that is another for each; null while it is developed. */
export const buildHere = (): string | null => /index-([\w-]+)\.js/.exec(entryHere() ?? '')?.[1] ?? null

/**
 * Loads the page anew when the hub serves another version of it. Only after
 * the hub has answered with a whole page: a display that reloads while the hub
 * is away would be left with the browser's error page for good.
 */
export async function reloadIfUpgraded(): Promise<void> {
  const mine = entryHere()
  if (!mine) return
  const response = await fetch('/', { cache: 'no-store' }).catch(() => null)
  if (!response?.ok) return
  const theirs = entryOf(await response.text())
  if (!theirs || theirs === mine) return
  await renewWorker()
  location.reload()
}

/** A phone's page comes from its service worker, which has to be of the new version first. */
async function renewWorker(): Promise<void> {
  const worker = navigator.serviceWorker
  if (!worker?.controller) return
  const renewed = new Promise((resolve) =>
    worker.addEventListener('controllerchange', resolve, { once: true }),
  )
  const registration = await worker.getRegistration()
  await registration?.update()
  await renewed
}
