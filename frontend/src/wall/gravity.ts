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
type Responded = Ranked & Pick<OpenIncident, 'stage' | 'level'>
const began = (i: Ranked) => Date.parse(i.occurredAt ?? i.heardAt)

/** Real before exercise, then the gravest, then the latest. */
export const byGravity = (a: Ranked, b: Ranked): number =>
  Number(a.exercise) - Number(b.exercise) || ranks[b.grade] - ranks[a.grade] || began(b) - began(a)

/** Whether nobody has begun a response to it yet. */
export const waitsForResponse = ({ stage, level }: Pick<OpenIncident, 'stage' | 'level'>): boolean =>
  stage === 'REPORTED' && !level

/** Real before exercise, then those that wait for a response, then by gravity: in a list that may be cut. */
export const byNeed = (a: Responded, b: Responded): number =>
  Number(a.exercise) - Number(b.exercise) ||
  Number(waitsForResponse(b)) - Number(waitsForResponse(a)) ||
  byGravity(a, b)
