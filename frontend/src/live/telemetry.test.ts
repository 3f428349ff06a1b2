import { describe, expect, it } from 'vitest'
import { noTelemetry, reduceTelemetry, type TelemetryUpdate } from './telemetry'

const update = (
  sequence: number,
  kind: 'SNAPSHOT' | 'CHANGE',
  more: Partial<TelemetryUpdate> = {},
): TelemetryUpdate => ({
  sequence,
  kind,
  serverTime: '2026-03-01T04:00:00Z',
  storageAvailable: true,
  tanks: [],
  sales: [],
  devices: [],
  ...more,
})
const reading = (tankId: string, volume: number) => ({
  tankId,
  volume,
  measuredAt: '2026-03-01T04:00:00Z',
  receivedAt: '2026-03-01T04:00:00Z',
  level: null,
  volume20: null,
  temperature: null,
  waterLevel: null,
  waterVolume: null,
})
const sale = (nozzleId: string, second: number) => ({
  nozzleId,
  soldAt: `2026-03-01T04:00:${String(second).padStart(2, '0')}Z`,
  receivedAt: `2026-03-01T04:00:${String(second).padStart(2, '0')}Z`,
  volume: 30,
  price: 789,
  amount: 23_670,
  totalizer: null,
})

describe('reduceTelemetry', () => {
  it('replaces what spoke and keeps the rest', () => {
    const first = reduceTelemetry(noTelemetry, [
      update(1, 'SNAPSHOT', { tanks: [reading('a', 10), reading('b', 20)] }),
    ])
    const next = reduceTelemetry(first, [update(2, 'CHANGE', { tanks: [reading('a', 9)] })])
    expect([...next.tanks].map(([id, r]) => [id, r.volume])).toEqual([
      ['a', 9],
      ['b', 20],
    ])
    expect(next.sequence).toBe(2)
  })

  it('forgets all with a new snapshot, also in the middle of a frame', () => {
    const old = reduceTelemetry(noTelemetry, [update(1, 'SNAPSHOT', { tanks: [reading('gone', 1)] })])
    const next = reduceTelemetry(old, [
      update(2, 'CHANGE', { tanks: [reading('gone', 2)] }),
      update(3, 'SNAPSHOT', { tanks: [reading('a', 10)] }),
      update(4, 'CHANGE', { tanks: [reading('a', 9)] }),
    ])
    expect([...next.tanks.keys()]).toEqual(['a'])
    expect(next.tanks.get('a')?.volume).toBe(9)
  })

  it('shows the newest sales first, several of one nozzle among them', () => {
    const first = reduceTelemetry(noTelemetry, [
      update(1, 'SNAPSHOT', { sales: [sale('1', 5), sale('2', 9)] }),
    ])
    const next = reduceTelemetry(first, [update(2, 'CHANGE', { sales: [sale('1', 20)] })])
    expect(next.recent.map((s) => s.soldAt.slice(17, 19))).toEqual(['20', '09', '05'])
    expect(next.sales.size).toBe(2)
  })

  it('does not grow with the day', () => {
    let value = noTelemetry
    for (let i = 0; i < 500; i++)
      value = reduceTelemetry(value, [update(i, 'CHANGE', { sales: [sale(`${i % 7}`, i % 60)] })])
    expect(value.recent.length).toBeLessThan(50)
    expect(value.sales.size).toBe(7)
  })

  it('leaves the maps of the value before untouched', () => {
    const first = reduceTelemetry(noTelemetry, [update(1, 'SNAPSHOT', { tanks: [reading('a', 10)] })])
    reduceTelemetry(first, [update(2, 'CHANGE', { tanks: [reading('a', 9)] })])
    expect(first.tanks.get('a')?.volume).toBe(10)
  })
})
