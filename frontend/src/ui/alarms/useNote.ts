import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useRef, useState } from 'react'
import { useClient } from 'urql'
import { errorCode } from '@/gql/client'
import type { Reasoned } from '@/gql/reason'
import { useTranslation } from '@/i18n'
import { newIdempotencyKey } from '../useFailure'
import { useReason } from '../useReason'

const told = ['INVALID', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE', 'UNREACHABLE'] as const

type Answer = { userErrors: readonly Reasoned[] }

/**
 * Carries out what somebody does about alarms, and says what stands against it.
 * What got no answer keeps its key, so that it is carried out once however often
 * it is tried.
 */
export function useNote() {
  const client = useClient()
  const { t } = useTranslation()
  const say = useReason()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const last = useRef({ body: '', key: '' })

  async function note<Input extends { idempotencyKey: string }>(
    document: TypedDocumentNode<object, { input: Input }>,
    input: Omit<Input, 'idempotencyKey'>,
  ): Promise<boolean> {
    const body = JSON.stringify([Object.keys(input), input])
    if (last.current.body !== body) last.current = { body, key: newIdempotencyKey() }
    setBusy(true)
    const given = { ...input, idempotencyKey: last.current.key } as Input
    const { data, error } = await client.mutation(document, { input: given }).toPromise()
    setBusy(false)
    const code = errorCode(error)
    if (code !== 'UNREACHABLE') last.current = { body: '', key: '' }
    const answer = Object.values(data ?? {})[0] as Answer | undefined
    const refused = answer?.userErrors[0]
    const why = code
      ? t(`failure.${told.find((c) => c === code) ?? 'INTERNAL'}`)
      : refused && (say(refused) ?? refused.message)
    setFailure(why ? t('alarm.failed', { why }) : null)
    return !why
  }
  return { note, busy, failure }
}
