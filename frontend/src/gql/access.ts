/** What a refused or failed request says: the hub's stable word, or UNREACHABLE. */
export interface Refused {
  code: string
}

/** What a one-time code makes of its bearer. */
export interface Enrolment {
  kind: 'WALL' | 'PERSON' | 'FIELD_DEVICE' | 'RECOVERY'
  name: string
}

async function send<T>(
  method: 'POST' | 'DELETE',
  path: string,
  body: unknown,
): Promise<{ ok: T } | { refused: Refused }> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
    })
  } catch {
    return { refused: { code: 'UNREACHABLE' } }
  }
  const answer = await response.json().catch(() => null)
  if (response.ok) return { ok: answer as T }
  return { refused: { code: answer?.error?.code ?? 'INTERNAL' } }
}

/** Begins a person's session; the answer is a cookie. */
export const signIn = (username: string, password: string) =>
  send<null>('POST', '/api/v1/session', { username, password })

export const signOut = () => send<null>('DELETE', '/api/v1/session', undefined)

/** Tells what a code is for without using it up. */
export const inspectCode = (code: string) => send<Enrolment>('POST', '/api/v1/enrol/inspect', { code })

/** Exchanges a one-time code for a cookie. */
export const enrol = (request: {
  code: string
  username?: string
  displayName?: string
  password?: string
}) => send<Enrolment>('POST', '/api/v1/enrol', request)
