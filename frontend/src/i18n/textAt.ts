/** A text of a catalogue by a dotted path, as user.signed-in; null where it has none. */
export function textAt(catalogue: object, path: string): string | null {
  let at: unknown = catalogue
  for (const key of path.split('.'))
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined
  return typeof at === 'string' ? at : null
}
