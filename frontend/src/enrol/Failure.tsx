import type { Refused } from '@/gql/rest'
import { useTranslation } from '@/i18n'
import { stopwatch } from '@/ui/format'
import { useCountdown } from '@/ui/useCountdown'

const told = ['INVALID', 'NOT_FOUND', 'CONFLICT', 'RATE_LIMITED', 'UNAVAILABLE', 'UNREACHABLE'] as const

/** Says why a request was refused; `forbidden` is what a wrong code or password means here, `words` what others do. */
export function Failure({
  refused,
  forbidden,
  words = {},
}: {
  refused: Refused | null
  forbidden: string
  words?: Record<string, string>
}) {
  const { t } = useTranslation()
  const left = useCountdown(refused?.retryAfter, refused)
  if (!refused) return null
  const { code, field = '', retryAfter } = refused
  const known = told.find((c) => c === code)
  let text = words[`${code}.${field}`] ?? words[code]
  if (code === 'RATE_LIMITED' && retryAfter)
    text = left > 0 ? t('account.door.locked', { left: stopwatch(left + 999) }) : t('account.door.unlocked')
  else if (!text && ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'].includes(code)) text = forbidden
  return (
    <p className="failure" role="alert">
      {text ?? t(`failure.${known ?? 'INTERNAL'}`)}
    </p>
  )
}
