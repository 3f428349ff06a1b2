import { useTranslation } from '@/i18n'

const told = ['INVALID', 'NOT_FOUND', 'CONFLICT', 'RATE_LIMITED', 'UNAVAILABLE', 'UNREACHABLE'] as const

/** Says why a request was refused; `forbidden` is what a wrong code or password means here. */
export function Failure({ code, forbidden }: { code: string | null; forbidden: string }) {
  const { t } = useTranslation()
  if (!code) return null
  const known = told.find((c) => c === code)
  const text =
    code === 'UNAUTHENTICATED' || code === 'FORBIDDEN' || code === 'NOT_FOUND'
      ? forbidden
      : t(`failure.${known ?? 'INTERNAL'}`)
  return (
    <p className="failure" role="alert">
      {text}
    </p>
  )
}
