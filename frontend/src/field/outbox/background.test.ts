import type { Client } from 'urql'
import { expect, it, vi } from 'vitest'
import { sendAll } from './background'
import type { Outbox, Outgoing } from './outbox'

const hub = (viewer: { kind: string; name: string } | null) =>
  ({ query: () => ({ toPromise: async () => ({ data: viewer && { viewer } }) }) }) as unknown as Client
const phone = (halt: Outgoing['halt']) => {
  const ownedBy = vi.fn(async () => {})
  return { ownedBy, outbox: { ownedBy, get: () => ({ halt }) } as unknown as Outbox }
}

it('sends as whom the hub knows', async () => {
  const { outbox, ownedBy } = phone(null)
  await sendAll(outbox, hub({ kind: 'FIELD_DEVICE', name: 'lead' }))
  expect(ownedBy).toHaveBeenCalledWith('lead')
})

it.each([
  ['nobody', { kind: 'NOBODY', name: '' }],
  ['no hub', null],
])('sends nothing as %s, and asks to be called again', async (_, viewer) => {
  const { outbox, ownedBy } = phone(null)
  await expect(sendAll(outbox, hub(viewer))).rejects.toThrow()
  expect(ownedBy).not.toHaveBeenCalled()
})

it('asks to be called again where something waits', async () => {
  const { outbox } = phone({ cause: 'away', until: 0 })
  await expect(sendAll(outbox, hub({ kind: 'PERSON', name: 'lead' }))).rejects.toThrow('away')
})
