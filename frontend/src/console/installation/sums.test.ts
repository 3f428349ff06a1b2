import { describe, expect, it } from 'vitest'
import type { Place, StationRow } from './documents'
import { countsOf, fenOf, isShown, sumsOf } from './sums'

const place = (timeliness: Place['timeliness'], state?: string, cost?: number | null, county = 0): Place =>
  ({
    kind: 'GAUGE',
    timeliness,
    daysLate: 0,
    installation: state
      ? { state, cost, standing: { ownerShare: 0, countyShare: county, cityShare: (cost ?? 0) - county } }
      : null,
  }) as unknown as Place
const station = (...places: Place[]): StationRow => ({ ownerPays: false, places, removed: [] }) as never

describe('sums of installations', () => {
  it('tells what is not known instead of taking it for nothing', () => {
    expect(
      sumsOf([station(place('IN_TIME', 'OPERATING', 9, 8), place('LATE', 'PROCURED', null), place('LATE'))]),
    ).toEqual({ cost: 9, owner: 0, county: 8, city: 1, known: 1, unknown: 1 })
  })
  it('counts what is asked for, begun or not', () => {
    expect(
      countsOf([
        station(
          place('IN_TIME', 'FAULTY'),
          place('CONNECTED_LATE', 'OPERATING'),
          place('LATE'),
          place('LATE', 'INSTALLING'),
          place('NOT_ASKED'),
        ),
      ]),
    ).toEqual({ asked: 4, connected: 2, late: 2, none: 1, faulty: 1 })
  })
  it('shows what is looked for', () => {
    expect(isShown(place('LATE'), 'late', '')).toBe(true)
    expect(isShown(place('CONNECTED_LATE', 'OPERATING'), 'late', '')).toBe(false)
    expect(isShown(place('LATE'), 'open', '')).toBe(true)
    expect(isShown(place('NOT_ASKED'), 'open', '')).toBe(false)
    expect(isShown(place('NOT_ASKED'), 'all', 'NONE')).toBe(false)
    expect(isShown(place('LATE'), 'all', 'NONE')).toBe(true)
    expect(isShown(place('IN_TIME', 'FAULTY'), 'faulty', '')).toBe(true)
  })
})

describe('yuan as people type it', () => {
  it.each([
    ['0', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['12,345.67', 1_234_567],
    ['1.005', null],
    ['-1', null],
    ['', null],
    ['1e3', null],
    ['8.29', 829],
  ])('%s', (typed, fen) => {
    expect(fenOf(typed)).toBe(fen)
  })
})
