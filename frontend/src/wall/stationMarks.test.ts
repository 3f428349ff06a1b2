import { describe, expect, it } from 'vitest'
import type { CountyStation } from '@/gql/county'
import { noTelemetry } from '@/live/telemetry'
import { stationMarks } from './stationMarks'

const noon = Date.parse('2026-03-01T04:00:00Z')
const station = (code: string, status: string, ...devices: string[]) =>
  ({ code, status, devices: devices.map((id) => ({ id, code: id })) }) as CountyStation
const link = (deviceId: string, secondsAgo: number | null) => ({
  deviceId,
  stationId: '',
  lastHeardAt: secondsAgo === null ? null : new Date(noon - secondsAgo * 1_000).toISOString(),
  staleAfterSeconds: 90,
})

describe('stationMarks', () => {
  const devices = new Map([link('new', 1), link('old', 91), link('mute', null)].map((l) => [l.deviceId, l]))
  const markOf = (s: CountyStation, withheld: string[] = []) =>
    stationMarks([s], { value: { ...noTelemetry, devices }, withheld }, noon).get(s.code)

  it('shows a station by its worst device', () => {
    expect(markOf(station('A', 'OPERATING', 'new'))).toBe('live')
    expect(markOf(station('B', 'OPERATING', 'new', 'old'))).toBe('stale')
    expect(markOf(station('C', 'OPERATING', 'new', 'mute'))).toBe('never')
  })
  it('never calls a station that does not operate silent', () => {
    for (const status of ['PLANNED', 'SUSPENDED', 'CLOSED'])
      expect(markOf(station('D', status, 'old'))).toBe('idle')
  })
  it('calls no station silent to who may not know whether it speaks', () => {
    expect(markOf(station('F', 'OPERATING', 'new'), ['equipment:read'])).toBe('withheld')
    expect(markOf(station('G', 'OPERATING', 'untold'), ['stock:read'])).toBe('unknown')
  })
  it('claims nothing of a device that the hub has not told of', () => {
    expect(markOf(station('E', 'OPERATING', 'untold'))).toBe('unknown')
  })
})
