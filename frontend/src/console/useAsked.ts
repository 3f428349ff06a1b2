import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'

/** Whether something is being done, which a link may ask for by `act`; closed, the link no longer asks. */
export function useAsked(act: 'report' | 'handover'): [boolean, (on: boolean) => void] {
  const asked = useSearch({ strict: false }).act === act
  const navigate = useNavigate()
  const [on, setOn] = useState(asked)
  useEffect(() => {
    if (asked) setOn(true)
  }, [asked])
  const set = useCallback(
    (next: boolean) => {
      setOn(next)
      if (!next && asked)
        void navigate({ to: '.', search: (before) => ({ ...before, act: undefined }), replace: true })
    },
    [asked, navigate],
  )
  return [on, set]
}
