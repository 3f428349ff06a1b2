import { describe, expect, it } from 'vitest'
import { type AlarmState, rings, silenceAt, unacknowledged } from './alarms'

const at = Date.parse('2026-03-01T08:00:00Z')
const silence = { since: '2026-03-01T07:50:00Z', until: '2026-03-01T08:10:00Z', reason: 'drill', by: 'duty' }
const state = (acknowledged: boolean[], silenced = false): AlarmState => ({
  sequence: 1,
  serverTime: '2026-03-01T08:00:00Z',
  more: 0,
  silence: silenced ? silence : null,
  alarms: acknowledged.map((done, n) => ({
    key: `event:${n}`,
    kind: 'STATION',
    since: '2026-03-01T07:00:00Z',
    article: '',
    exercise: false,
    unit: '',
    times: 1,
    incident: null,
    entry: null,
    deadline: null,
    event: null,
    acknowledgement: done ? { at: '2026-03-01T07:30:00Z', by: 'duty' } : null,
  })),
})

describe('the sound of alarms', () => {
  it.each([
    ['nothing is heard', null, at, false],
    ['nothing alarms', state([]), at, false],
    ['one that nobody took note of', state([false]), at, true],
    ['all were taken note of', state([true, true]), at, false],
    ['one of two', state([true, false]), at, true],
    ['silenced', state([false], true), at, false],
    ['the silence is over, though the hub has not said so yet', state([false], true), at + 600_000, true],
  ])('%s', (_, given, now, want) => expect(rings(given, now)).toBe(want))

  it('is not taken for silenced while the time is not known', () => {
    expect(silenceAt(state([false], true), null)).toBeNull()
  })
  it('leaves what was taken note of', () => {
    expect(unacknowledged(state([true, false])).map((a) => a.key)).toEqual(['event:1'])
  })
})
