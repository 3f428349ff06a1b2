import { App } from 'antd'
import type { CombinedError } from 'urql'
import { errorCode } from '@/gql/client'
import { useTranslation } from '@/i18n'

const told = ['INVALID', 'CONFLICT', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE', 'UNREACHABLE'] as const

/** Says what went wrong with a mutation; true where it did. */
export function useFailure(): (
  error: CombinedError | undefined,
  userErrors: readonly { message: string }[] | undefined,
) => boolean {
  const { message } = App.useApp()
  const { t } = useTranslation()
  return (error, userErrors) => {
    const code = errorCode(error)
    if (code) {
      const known = told.find((c) => c === code)
      void message.error(t(`failure.${known ?? 'INTERNAL'}`))
      return true
    }
    const first = userErrors?.[0]
    if (first) void message.error(first.message)
    return first !== undefined
  }
}

/** A new key for one deliberate act: sent twice, it is carried out once. */
export const newIdempotencyKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
}
