import { useEffect, useRef, useState } from 'react'
import type { Refused } from '@/gql/rest'
import { type Upload, upload } from '@/gql/upload'
import { newIdempotencyKey } from '@/ui/useFailure'

/** A picture that is not kept yet: under way, or not sent. */
export interface Waiting extends Upload {
  name: string
  share: number
  refused: Refused | null
}

/** Codes of what no repetition mends. */
const hopeless = ['INVALID', 'FORBIDDEN', 'NOT_FOUND']

export const mayTryAgain = (it: Waiting): boolean =>
  it.refused !== null && !hopeless.includes(it.refused.code)

/**
 * Pictures on their way, one after the other. One that was not sent stays until it is
 * sent or discarded; it keeps its key, so that it is kept once. Who leaves the page
 * meanwhile is asked.
 */
export function useUploads() {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const turn = useRef(Promise.resolve())
  const change = (key: string, by: Partial<Waiting>) =>
    setWaiting((all) => all.map((it) => (it.key === key ? { ...it, ...by } : it)))
  const discard = (key: string) => setWaiting((all) => all.filter((it) => it.key !== key))
  const go = (it: Waiting) => {
    change(it.key, { refused: null, share: 0 })
    turn.current = turn.current.then(async () => {
      const answer = await upload(it, (share) => change(it.key, { share }))
      if ('ok' in answer) discard(it.key)
      else change(it.key, { refused: answer.refused, share: 0 })
    })
  }
  useEffect(() => {
    if (waiting.length === 0) return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [waiting.length])
  return {
    waiting,
    discard,
    again: go,
    add: (files: readonly File[], of: Omit<Upload, 'file' | 'key'>) => {
      const added = files.map((file) => ({
        ...of,
        file,
        name: file.name,
        key: newIdempotencyKey(),
        share: 0,
        refused: null,
      }))
      setWaiting((all) => [...all, ...added])
      for (const it of added) go(it)
    },
  }
}
