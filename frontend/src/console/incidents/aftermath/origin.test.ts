import { describe, expect, it } from 'vitest'
import { courseOf, frozenOf, lineOf } from './origin'

const tank = (...volumes: number[]) => ({
  number: '1',
  product: '92',
  capacityL: 30_000,
  readings: volumes.map((volumeL, i) => ({ measuredAt: `2026-03-01T0${i}:00:00Z`, volumeL })),
})

describe('what a station said', () => {
  it('is read as it was frozen', () =>
    expect(frozenOf('{"station":{"code":"A"},"told":{"kind":"TAMPER"},"tanks":[]}')?.station.code).toBe('A'))
  it('is told to be broken where it is no such JSON', () => {
    expect(frozenOf('{')).toBeNull()
    expect(frozenOf('{"told":{}}')).toBeNull()
  })
})

describe("a tank's course", () => {
  it('goes from its first reading to its last', () =>
    expect(courseOf(tank(20, 30, 15))).toEqual({ first: 20, last: 15, change: -5 }))
  it('is none without readings', () => expect(courseOf(tank())).toBeNull())
  it('is drawn from its lowest to its highest', () =>
    expect(lineOf(tank(20, 10), 100, 10)).toBe('0.0,0.0 100.0,10.0'))
  it('is drawn in the middle where nothing moved', () => expect(lineOf(tank(20), 100, 10)).toBe('50.0,5.0'))
})
