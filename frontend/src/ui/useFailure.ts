import { App, type FormInstance } from 'antd'
import type { CombinedError } from 'urql'
import { errorCode } from '@/gql/client'
import type { Reasoned } from '@/gql/reason'
import { useTranslation } from '@/i18n'
import { useReason } from './useReason'

const told = ['INVALID', 'CONFLICT', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE', 'UNREACHABLE'] as const

interface UserError extends Partial<Reasoned> {
  field: string
  code: string
  message: string
}

/** What to say of an input's field, as `input.until`, or of a code, as NOT_FOUND, in the reader's language. */
export type Words = Readonly<Record<string, string>>

/** Says what went wrong with a mutation, at its field where a form has that; true where it did. */
export function useFailure(
  words: Words = {},
  form?: FormInstance,
): (error: CombinedError | undefined, userErrors: readonly UserError[] | undefined) => boolean {
  const { message } = App.useApp()
  const { t } = useTranslation()
  const say = useReason()
  const sayings: Words = { 'input.idempotencyKey': t('people.refusal.repeated'), ...words }
  const show = (name: string, text: string) => {
    if (form && name in form.getFieldsValue()) form.setFields([{ name, errors: [text] }])
    else void message.error(text)
  }
  return (error, userErrors) => {
    const code = errorCode(error)
    const { field, most } = error?.graphQLErrors[0]?.extensions ?? {}
    if (typeof field === 'string' && typeof most === 'number') {
      show(field.split('.').at(-1) ?? field, t('failure.tooLong', { most }))
      return true
    }
    if (code) {
      const known = told.find((c) => c === code)
      void message.error(t(`failure.${known ?? 'INTERNAL'}`))
      return true
    }
    for (const e of userErrors ?? []) {
      // What has no words of ours is told in the hub's.
      show(e.field.replace(/^input\./, ''), say(e) ?? sayings[e.field] ?? sayings[e.code] ?? e.message)
    }
    return (userErrors?.length ?? 0) > 0
  }
}

export { newIdempotencyKey } from '@/gql/idempotencyKey'
