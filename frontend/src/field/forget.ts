import { database } from './database'
import { forgetPush } from './push/usePush'

const OWNER = 'field.owner'

/** Whose phone this was last. */
export const lastOwner = (): string | null => localStorage.getItem(OWNER)

/** Notes whose phone it is. What another had read is gone, and the push that was theirs; what waits in the outbox stays. */
export async function takenBy(name: string): Promise<void> {
  const before = lastOwner()
  if (before !== null && before !== name)
    await Promise.all([(await database()).clear('answers'), forgetPush()])
  localStorage.setItem(OWNER, name)
}

/** Takes from the phone all that it keeps, sent or not. */
export async function forgetAll(): Promise<void> {
  await forgetPush()
  const db = await database()
  for (const store of ['answers', 'outbox', 'pictures', 'drafts'] as const) await db.clear(store)
  for (const name of Object.keys(localStorage)) if (name.startsWith('field.')) localStorage.removeItem(name)
}
