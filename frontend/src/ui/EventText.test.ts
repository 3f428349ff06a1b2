import { describe, expect, it } from 'vitest'
import type { StationEvent } from '@/live/stationEvents'
import { byHappening, cameLate } from './EventText'

const event = (sequence: number, happenedAt: string, receivedAt: string) =>
  ({
    __typename: 'DeviceEvent',
    sequence,
    happenedAt: `2026-03-01T${happenedAt}Z`,
    receivedAt: `2026-03-01T${receivedAt}Z`,
  }) as StationEvent

const atOnce = event(1, '10:00:00', '10:00:02')
const sixHoursLate = event(2, '04:00:00', '10:01:00')

describe('events', () => {
  it('stand by when they happened, though an old one came last', () => {
    expect(byHappening([sixHoursLate, atOnce])).toEqual([atOnce, sixHoursLate])
  })
  it('tell that they came late', () => {
    expect([atOnce, sixHoursLate].map(cameLate)).toEqual([false, true])
  })
})
