import { useState } from 'react'
import { useTranslation } from '@/i18n'
import type { Picture } from './database'
import type { Act } from './outbox/entry'
import { askToSend } from './outbox/sync'
import { outbox } from './outbox/useOutbox'

/** Puts acts into the outbox; false, with words, where the phone could not store them. */
export function useAdding() {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<string | null>(null)
  return {
    failure,
    add: async (
      incident: string,
      acts: readonly { act: Act; picture?: Picture }[],
      after: string | null = null,
    ) => {
      try {
        await outbox.add(incident, acts, after)
        setFailure(null)
        void navigator.storage?.persist?.()
        void askToSend()
        return true
      } catch (cause) {
        const full = cause instanceof DOMException && cause.name === 'QuotaExceededError'
        setFailure(t(full ? 'field.outbox.full' : 'field.outbox.failed'))
        return false
      }
    },
  }
}
