import { describe, expect, it } from 'vitest'
import { reduceStationEvents, type StationEvent } from './stationEvents'

const event = (sequence: number): StationEvent => ({
  __typename: 'DeviceEvent',
  id: `e${sequence}`,
  sequence,
  cursor: `c${sequence}`,
  happenedAt: '2026-03-01T04:00:00Z',
  receivedAt: '2026-03-01T04:00:00Z',
  kind: 'RESTARTED',
  detail: '',
  station: { code: 'LC0001', name: '城关站', nameEn: '' },
  concernedTank: null,
  nozzle: null,
})
const none = { events: [], after: null }

describe('reduceStationEvents', () => {
  it('keeps the newest first and where to resume', () => {
    const value = reduceStationEvents(none, [event(1), event(2), event(3)])
    expect(value.events.map((e) => e.sequence)).toEqual([3, 2, 1])
    expect(value.after).toBe('c3')
  })
  it('shows once what a resumption tells again', () => {
    const value = reduceStationEvents(reduceStationEvents(none, [event(1), event(2)]), [event(2), event(3)])
    expect(value.events.map((e) => e.sequence)).toEqual([3, 2, 1])
  })
  it('keeps its place when nothing comes', () => {
    const value = reduceStationEvents(reduceStationEvents(none, [event(7)]), [])
    expect(value.after).toBe('c7')
  })
  it('does not grow without end', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => event(i))
    expect(reduceStationEvents(none, many).events).toHaveLength(100)
  })
})
