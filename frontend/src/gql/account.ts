import { startRegistration } from '@simplewebauthn/browser'
import { type Answer, send } from './rest'

export interface OwnPasskey {
  id: string
  name: string
  createdAt: string
  usedAt: string | null
}

/** The signed-in person's own account. */
export interface OwnAccount {
  name: string
  displayName: string
  totp: boolean
  passkeys: OwnPasskey[]
  /** The address at which passkeys work; empty for none. */
  passkeyAddress: string
}

const path = (what: string) => `/api/v1/account/${what}`

export const ownAccount = () => send<OwnAccount>('GET', '/api/v1/account')

// Every change takes the present password.

export const changePassword = (current: string, password: string) =>
  send<null>('POST', path('password'), { current, password })

/** A new secret, shown this once; it counts once a code of it is confirmed. */
export const beginTotp = (current: string) =>
  send<{ secret: string; uri: string }>('POST', path('totp/begin'), { current })

export const confirmTotp = (code: string) => send<null>('POST', path('totp/confirm'), { code })

export const removeTotp = (current: string) => send<null>('POST', path('totp/remove'), { current })

/** Makes a passkey with the browser; CANCELLED where the person or the browser did not. */
export async function addPasskey(current: string, name: string): Promise<Answer<null>> {
  const asked = await send<{ publicKey: never }>('POST', path('passkeys/begin'), { current, name })
  if ('refused' in asked) return asked
  try {
    const credential = await startRegistration({ optionsJSON: asked.ok.publicKey })
    return await send<null>('POST', path('passkeys/finish'), { credential })
  } catch {
    return { refused: { code: 'CANCELLED' } }
  }
}

export const removePasskey = (current: string, id: string) =>
  send<null>('POST', path('passkeys/remove'), { current, id })
