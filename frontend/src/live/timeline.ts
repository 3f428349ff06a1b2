import { graphql } from '@/gql/generated'
import type { TimelineSubscription } from '@/gql/generated/graphql'
import { createStream } from './stream'

const TimelineDocument = graphql(`
  subscription Timeline($after: Cursor) {
    timeline(after: $after) {
      id
      sequence
      cursor
      happenedAt
      actorKind
      actorName
      action
      subjectType
      subjectId
      before
      after
    }
  }
`)

export type TimelineEntry = TimelineSubscription['timeline']

/** The timeline as it grows since the page began to watch, newest first. */
export interface Timeline {
  entries: readonly TimelineEntry[]
  after: string | null
}

const KEPT = 500

export function reduceTimeline(value: Timeline, items: readonly TimelineEntry[]): Timeline {
  const last = value.entries[0]?.sequence ?? 0
  const fresh = items.filter((i) => i.sequence > last).sort((a, b) => b.sequence - a.sequence)
  const entries = [...fresh, ...value.entries].slice(0, KEPT)
  return { entries, after: entries[0]?.cursor ?? value.after }
}

/** What is done from now on, or since a place. */
export const createTimeline = (after: string | null) =>
  createStream({
    document: TimelineDocument,
    variables: (value: Timeline) => ({ after: value.after }),
    initial: { entries: [], after } as Timeline,
    reduce: (value, items) =>
      reduceTimeline(
        value,
        items.map((i) => i.timeline),
      ),
  })
