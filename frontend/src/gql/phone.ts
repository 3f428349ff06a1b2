import { send } from './rest'

/** Ends what this phone was admitted by: its credential, or the session of who signed in. */
export const signOutPhone = () => send<null>('DELETE', '/api/v1/session?phone=true')
