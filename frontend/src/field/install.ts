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
