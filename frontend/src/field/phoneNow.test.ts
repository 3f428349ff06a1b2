// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { serverClock } from '@/live/clock'
import { phoneNow } from './phoneNow'

const HOUR = 3_600_000
const noon = Date.parse('2026-03-01T04:00:00Z')

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ now: noon, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it.each([2 * HOUR, -10 * 60_000, 0])('of a phone that is %i ms ahead stays right out of reach', (ahead) => {
  const heard = vi.spyOn(serverClock, 'now').mockReturnValue(noon - ahead)
  expect(phoneNow()).toBe(noon - ahead)
  heard.mockReturnValue(null)
  vi.setSystemTime(noon + HOUR)
  expect(phoneNow()).toBe(noon - ahead + HOUR)
})

it.each([null, 'nonsense'])('is the phone’s own where nothing is remembered but %s', (kept) => {
  if (kept) localStorage.setItem('field.clockAhead', kept)
  vi.spyOn(serverClock, 'now').mockReturnValue(null)
  expect(phoneNow()).toBe(noon)
})
