import type { Client } from 'urql'
import { newIdempotencyKey } from '@/gql/idempotencyKey'
import { database } from '../database'
import { FieldFilePushDocument, FieldPushDocument } from '../documents'

/** Why the hub took no subscription; null where it did. */
export type NotFiled = { away: true } | { why: string } | null

/** Subscribes at the browser's push service by the hub's key; by another key than before, anew. */
export async function subscribe(
  registration: ServiceWorkerRegistration,
  publicKey: string,
): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: publicKey }
  try {
    return await registration.pushManager.subscribe(options)
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
    await (await registration.pushManager.getSubscription())?.unsubscribe()
    return registration.pushManager.subscribe(options)
  }
}

/** Tells the hub where this phone is pushed to; null for groups leaves those that it knows. */
export async function file(
  client: Client,
  subscription: PushSubscription,
  groups: readonly string[] | null,
): Promise<NotFiled> {
  const { endpoint, keys } = subscription.toJSON()
  const input = {
    endpoint: endpoint ?? '',
    p256dh: keys?.p256dh ?? '',
    auth: keys?.auth ?? '',
    groups: groups && [...groups],
    idempotencyKey: newIdempotencyKey(),
  }
  const { data } = await client.mutation(FieldFilePushDocument, { input }).toPromise()
  const problem = data?.filePushSubscription?.userErrors[0]
  if (!data?.filePushSubscription) return { away: true }
  return problem ? { why: problem.message } : null
}

/** How the hub pushes to this phone, as it says now; null where it does not, or says nothing. */
export const askPush = async (client: Client) =>
  (await client.query(FieldPushDocument, {}, { requestPolicy: 'network-only' }).toPromise()).data?.push ??
  null

const LANGUAGE = 'language'

/** Keeps the page's language where the service worker finds it. */
export const keepLanguage = async (language: string): Promise<void> => {
  await (await database()).put('answers', { name: LANGUAGE, readAt: Date.now(), value: language })
}

export const keptLanguage = async (): Promise<string> => {
  const kept = await (await database()).get('answers', LANGUAGE).catch(() => undefined)
  return typeof kept?.value === 'string' ? kept.value : 'zh-CN'
}
