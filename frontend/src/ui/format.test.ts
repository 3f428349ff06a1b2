import { describe, expect, it } from 'vitest'
import {
  age,
  cubicMetres,
  dateTime,
  day,
  instantOf,
  litres,
  stopwatch,
  timeOfDay,
  wholeYuan,
  yuan,
} from './format'

describe('format', () => {
  it('says litres to 0.01 and cubic metres to 0.1', () => {
    expect(litres(1234.5)).toBe('1,234.50')
    expect(cubicMetres(12_345)).toBe('12.3')
  })
  it('says fen as yuan', () => {
    expect(yuan(25_643)).toBe('256.43')
    expect(yuan(5)).toBe('0.05')
    expect(wholeYuan(123_456_789)).toBe('1,234,568')
  })
  it('says times in Asia/Shanghai whatever the display thinks', () => {
    expect(dateTime('2026-03-01T16:30:05Z')).toBe('2026-03-02 00:30:05')
    expect(day('2026-03-01T15:59:59Z')).toBe('2026-03-01')
    expect(timeOfDay('2026-03-01T04:00:00.999999Z')).toBe('12:00:00')
  })
  it('takes what was picked for a time in Asia/Shanghai whatever the display thinks', () => {
    expect(instantOf({ format: () => '2026-03-02T00:30:05' })).toBe('2026-03-01T16:30:05.000Z')
  })
  it('counts silence', () => {
    expect(stopwatch(-5)).toBe('00:00')
    expect(stopwatch(83_900)).toBe('01:23')
    expect(stopwatch(3_683_000)).toBe('1:01:23')
  })
  it('says an age in its unit, rounded down', () => {
    expect(age(-1)).toEqual({ unit: 'seconds', n: 0 })
    expect(age(59_999)).toEqual({ unit: 'seconds', n: 59 })
    expect(age(60_000)).toEqual({ unit: 'minutes', n: 1 })
    expect(age(3_600_000)).toEqual({ unit: 'hours', n: 1 })
    expect(age(172_800_000)).toEqual({ unit: 'days', n: 2 })
  })
})
