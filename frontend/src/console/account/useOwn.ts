import { App } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { type OwnAccount, ownAccount } from '@/gql/account'
import type { Answer } from '@/gql/rest'
import { useTranslation } from '@/i18n'
import { stopwatch } from '@/ui/format'

/** One's own account, and how to read it again after a change. */
export function useOwn(): { own: OwnAccount | null; again(): void } {
  const [own, setOwn] = useState<OwnAccount | null>(null)
  const again = useCallback(() => {
    void ownAccount().then((told) => {
      if ('ok' in told) setOwn(told.ok)
    })
  }, [])
  useEffect(again, [again])
  return { own, again }
}

const told = ['INVALID', 'CONFLICT', 'FORBIDDEN', 'UNAVAILABLE', 'UNREACHABLE'] as const

/** Says why a change was refused; true where it was. `words` are by field or code. */
export function useRefusal(): (
  answer: Answer<unknown>,
  words?: Record<string, string>,
) => answer is Extract<Answer<unknown>, { refused: unknown }> {
  const { message } = App.useApp()
  const { t } = useTranslation()
  return (answer, words = {}): answer is Extract<Answer<unknown>, { refused: unknown }> => {
    if (!('refused' in answer)) return false
    const { code, field = '', retryAfter } = answer.refused
    const known = told.find((c) => c === code)
    const own: Record<string, string> = { current: t('account.confirm.wrong'), ...words }
    void message.error(
      code === 'RATE_LIMITED' && retryAfter
        ? t('account.door.locked', { left: stopwatch(retryAfter * 1_000) })
        : (own[field] ?? own[code] ?? t(`failure.${known ?? 'INTERNAL'}`)),
    )
    return true
  }
}
