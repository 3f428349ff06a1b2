const KEPT = 12
const keyOf = (viewer: string) => `recent:${viewer}`

/** What a person opened last on this browser, by ids, the latest first. */
export function recentOf(viewer: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(keyOf(viewer)) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function remember(viewer: string, id: string): void {
  try {
    const ids = [id, ...recentOf(viewer).filter((other) => other !== id)].slice(0, KEPT)
    localStorage.setItem(keyOf(viewer), JSON.stringify(ids))
  } catch {
    // A browser that keeps nothing: the palette works without.
  }
}
