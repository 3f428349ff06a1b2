// Keeps the phone's program, and nothing of the desk's or the explorer's, so that /field
// opens without a network. The build puts in what that is; what people read and wrote is
// not here but in the program's own database.
const SHELL = __SHELL__
const CACHE = `field ${SHELL.version}`
const FONTS = 'field fonts'

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE)
    await cache.addAll(SHELL.files.map((file) => new Request(file, { cache: 'reload' })))
    await self.skipWaiting()
  }
  event.waitUntil(keep())
})

self.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) if (name !== CACHE && name !== FONTS) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(clean())
})

/** Font slices never change under their names. */
async function font(request) {
  const cache = await caches.open(FONTS)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname.startsWith('/assets/') && pathname.endsWith('.woff2')) return event.respondWith(font(request))
  const file = request.mode === 'navigate' && /^\/field(\/|$)/.test(pathname) ? '/field' : pathname
  if (!SHELL.files.includes(file)) return
  event.respondWith(caches.match(file, { cacheName: CACHE }).then((kept) => kept ?? fetch(request)))
})
