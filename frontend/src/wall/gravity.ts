import type { Grade } from '@/gql/generated/graphql'
import type { OpenIncident } from '@/live/incidents'

const ranks: Record<Grade, number> = {
  BELOW_GENERAL: 0,
  GENERAL: 1,
  UNDETERMINED: 2,
  LARGER: 3,
  MAJOR: 4,
  EXTRAORDINARY: 5,
}

type Ranked = Pick<OpenIncident, 'exercise' | 'grade' | 'occurredAt' | 'heardAt'>
const began = (i: Ranked) => Date.parse(i.occurredAt ?? i.heardAt)

/** Real before exercise, then the gravest, then the latest. */
export const byGravity = (a: Ranked, b: Ranked): number =>
  Number(a.exercise) - Number(b.exercise) || ranks[b.grade] - ranks[a.grade] || began(b) - began(a)
