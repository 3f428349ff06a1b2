import { expect, it } from 'vitest'
import { type Sending, unitsOf } from './notices'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 18, minute)).toISOString()
const sending = (of: Partial<Sending>): Sending => ({
  __typename: 'NoticeSending',
  id: '1',
  unit: 'A',
  group: '',
  name: '',
  channel: 'SMS',
  address: null,
  state: 'SENT',
  queuedAt: at(0),
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  answeredAt: null,
  answer: '',
  answerEnteredBy: '',
  failedAt: null,
  problem: '',
  attempts: 1,
  answerBy: null,
  passedOnAt: null,
  version: 1,
  ...of,
})
const standings = (sendings: Sending[], now: number | null) =>
  unitsOf(sendings, now).map((u) => `${u.unit} ${u.standing}`)

it('puts who cannot be reached before all others, and who has answered behind', () => {
  const now = Date.parse(at(10))
  expect(
    standings(
      [
        sending({ unit: 'answered', state: 'ANSWERED' }),
        sending({ unit: 'told' }),
        sending({ unit: 'waiting', state: 'READ', answerBy: at(11) }),
        sending({ unit: 'overdue', state: 'READ', answerBy: at(10) }),
        sending({ unit: 'queued', state: 'QUEUED', answerBy: at(11) }),
        sending({ unit: 'failed', state: 'FAILED' }),
        sending({ unit: 'none', state: 'UNREACHABLE' }),
      ],
      now,
    ),
  ).toEqual([
    'none UNREACHABLE',
    'overdue OVERDUE',
    'failed FAILED',
    'queued QUEUED',
    'waiting WAITING',
    'told TOLD',
    'answered ANSWERED',
  ])
})

it('takes a unit for answered whichever of its contacts did, else for what the last one came to', () => {
  const first = sending({ id: '1', state: 'SENT', queuedAt: at(0), passedOnAt: at(10) })
  const second = sending({ id: '2', state: 'UNREACHABLE', queuedAt: at(10) })
  expect(standings([second, first], null)).toEqual(['A UNREACHABLE'])
  expect(standings([second, { ...first, state: 'ANSWERED' }], null)).toEqual(['A ANSWERED'])
})

it('calls nobody overdue while the time is not known', () => {
  expect(standings([sending({ answerBy: at(1) })], null)).toEqual(['A WAITING'])
})
