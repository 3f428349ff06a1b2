import { startAuthentication } from '@simplewebauthn/browser'
import { type Answer, send } from './rest'

/** What a one-time code makes of its bearer. */
export interface Enrolment {
  kind: 'WALL' | 'PERSON' | 'FIELD_DEVICE' | 'RECOVERY'
  name: string
  /** User name of whom a phone or a recovery is for. */
  person?: string
}

export type Factor = 'totp' | 'passkey'

/** How one may sign in here, and how far this browser has come. */
export interface Door {
  /** Whether the county's sign-in service can be used. */
  oidc: boolean
  /** The address at which passkeys work; empty for none. */
  passkeys: string
  /** What a sign-in that was begun waits for, one of them. */
  second: Factor[] | null
}

export const door = () => send<Door>('GET', '/api/v1/session')

/** Where signing in with the county's account begins: a page, not a request. */
export const COUNTY_SIGN_IN = '/api/v1/session/oidc/begin'

/** Begins a person's session; the answer is a cookie, or what the second step may be. */
export const signIn = (username: string, password: string) =>
  send<{ second: Factor[] } | null>('POST', '/api/v1/session', { username, password })

export const secondTotp = (code: string) => send<null>('POST', '/api/v1/session/totp', { code })

/** Takes the second step by a passkey; CANCELLED where the person or the browser did not. */
export async function secondPasskey(): Promise<Answer<null>> {
  const asked = await send<{ publicKey: never }>('POST', '/api/v1/session/passkey/begin', {})
  if ('refused' in asked) return asked
  try {
    const credential = await startAuthentication({ optionsJSON: asked.ok.publicKey })
    return await send<null>('POST', '/api/v1/session/passkey/finish', { credential })
  } catch {
    return { refused: { code: 'CANCELLED' } }
  }
}

export const signOut = () => send<null>('DELETE', '/api/v1/session')

/** Tells what a code is for without using it up. */
export const inspectCode = (code: string) => send<Enrolment>('POST', '/api/v1/enrol/inspect', { code })

/** Exchanges a one-time code for a cookie. */
export const enrol = (request: {
  code: string
  username?: string
  displayName?: string
  password?: string
}) => send<Enrolment>('POST', '/api/v1/enrol', request)
