import { useCallback, useState } from 'react'

/** A choice that this phone remembers, by its name. */
export function useRemembered(name: string): [string | null, (value: string | null) => void] {
  const [, again] = useState(0)
  const choose = useCallback(
    (value: string | null) => {
      if (value === null) localStorage.removeItem(name)
      else localStorage.setItem(name, value)
      again((n) => n + 1)
    },
    [name],
  )
  return [localStorage.getItem(name), choose]
}
