import { Badge } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useClient } from 'urql'
import { useHalfMinute } from '@/live/onDuty'
import { type Reading, useReading } from '@/live/reread'
import { useMay } from '../rights'
import { QuarantineReviewDocument, type Waiting } from './documents'

interface Review extends Reading<Waiting> {
  /** Reads it again at once. */
  again(): void
}

/** For who may not read the quarantine nothing waits. */
const none: Waiting = {
  __typename: 'QuarantineReview',
  unreviewed: 0,
  oldestAt: null,
  more: 0,
  reasons: [],
  devices: [],
  groups: [],
}

const ReviewContext = createContext<Review | null>(null)

/** Reads what waits for a review each half minute and after each verdict, once for the menu and the section. */
export function ReviewOfViewer({ children }: { children: ReactNode }) {
  const client = useClient()
  const open = useMay()('quarantine:read')
  const minute = useHalfMinute()
  const [asked, setAsked] = useState(0)
  const read = useCallback(async (): Promise<Waiting | null> => {
    if (!open) return none
    const { data } = await client
      .query(QuarantineReviewDocument, {}, { requestPolicy: 'network-only' })
      .toPromise()
    return data?.quarantineReview ?? null
  }, [client, open])
  const reading = useReading<Waiting>(read, `${minute} ${asked}`)
  const review = useMemo(() => ({ ...reading, again: () => setAsked((n) => n + 1) }), [reading])
  return <ReviewContext value={review}>{children}</ReviewContext>
}

/** What waits for a review; null outside the desk. */
export const useReview = () => useContext(ReviewContext)

/** How much waits, in the menu, for who may review; nothing where nothing does or it is not known yet. */
export function ReviewCount() {
  const n = useReview()?.value?.unreviewed ?? 0
  return useMay()('quarantine:review') && n > 0 ? (
    <Badge count={n} overflowCount={999} size="small" className="approvals-count" />
  ) : null
}
