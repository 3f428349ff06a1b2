import { useCallback, useEffect, useState } from 'react'
import { type Client, useClient } from 'urql'
import { newIdempotencyKey } from '@/gql/idempotencyKey'
import { useLanguage } from '@/i18n'
import { FieldRemovePushDocument } from '../documents'
import { askPush, file, keepLanguage, type NotFiled, subscribe } from './filing'

/** The groups of whose tasks this phone wants to be told, as they were filed; not there where it wants nothing. */
const WANTED = 'field.push'
const GROUP = 'field.group.'

/** The groups that were chosen on this phone, of all incidents. */
const groups = (): string[] =>
  Object.keys(localStorage)
    .filter((name) => name.startsWith(GROUP))
    .map((name) => localStorage.getItem(name) ?? '')
    .sort()

/** Whether this browser can be pushed to. */
export const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

async function subscribeAndFile(client: Client, publicKey: string): Promise<NotFiled> {
  const of = groups()
  const registration = await navigator.serviceWorker.ready
  const failed = await subscribe(registration, publicKey).then(
    (subscription) => file(client, subscription, of),
    (): NotFiled => ({ away: true }),
  )
  if (!failed) localStorage.setItem(WANTED, JSON.stringify(of))
  return failed
}

/** Ends at the browser what it was told here; the hub hears of it by the first push that finds nobody. */
export async function forgetPush(): Promise<void> {
  localStorage.removeItem(WANTED)
  const registration = await navigator.serviceWorker?.getRegistration()
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
}

/** Ends it at the hub and at the browser, and tells whether the hub heard of it. */
export async function endPush(client: Client): Promise<boolean> {
  const input = { idempotencyKey: newIdempotencyKey() }
  const { data } = await client.mutation(FieldRemovePushDocument, { input }).toPromise()
  if (!data?.removePushSubscription) return false
  await forgetPush()
  return true
}

/** Keeps what was turned on in line with the browser, the groups that are chosen and who the phone is. */
export function useKeptPush(kind: string | null, group: string | null): void {
  const client = useClient()
  const language = useLanguage()
  useEffect(() => void keepLanguage(language), [language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a group that was chosen is filed
  useEffect(() => {
    const wanted = localStorage.getItem(WANTED)
    if (wanted === null || !canPush()) return
    if (kind === 'NOBODY') return void forgetPush()
    if (kind !== 'FIELD_DEVICE' || Notification.permission !== 'granted') return
    void askPush(client).then((push) => {
      if (push && (push.filedAt === null || wanted !== JSON.stringify(groups())))
        return subscribeAndFile(client, push.publicKey)
    })
  }, [client, kind, group])
}

export type Trouble = 'denied' | 'unreachable' | 'notOff' | { why: string } | null

/** The switch: `offered` where the hub pushes to phones and this is one. */
export function usePush(kind: string | null) {
  const client = useClient()
  const [key, setKey] = useState<string | null>(null)
  const [on, setOn] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>(null)
  useEffect(() => {
    if (kind !== 'FIELD_DEVICE') return
    let gone = false
    void askPush(client).then((push) => {
      if (gone || !push) return
      setKey(push.publicKey)
      setOn(push.filedAt !== null && canPush() && Notification.permission === 'granted')
    })
    return () => {
      gone = true
    }
  }, [client, kind])
  const turnOn = useCallback(async () => {
    if (key === null) return
    setBusy(true)
    setTrouble(null)
    if ((await Notification.requestPermission()) !== 'granted') setTrouble('denied')
    else {
      const failed = await subscribeAndFile(client, key)
      if (failed) setTrouble('why' in failed ? failed : 'unreachable')
      setOn(!failed)
    }
    setBusy(false)
  }, [client, key])
  const turnOff = useCallback(async () => {
    setBusy(true)
    setTrouble(null)
    if (await endPush(client)) setOn(false)
    else setTrouble('notOff')
    setBusy(false)
  }, [client])
  return { offered: key !== null, on, busy, trouble, turnOn, turnOff }
}
