import { useNavigate, useSearch } from '@tanstack/react-router'

/** What is looked for in a list: it stands in the URL, so that a link, a reload and the way back keep it. */
export function useLookedFor(): [string, (text: string) => void] {
  const text = useSearch({ strict: false }).q ?? ''
  const navigate = useNavigate()
  return [
    text,
    (q) => void navigate({ to: '.', search: (before) => ({ ...before, q: q || undefined }), replace: true }),
  ]
}
