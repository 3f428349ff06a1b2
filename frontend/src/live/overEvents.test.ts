import { expect, it } from 'vitest'
import { overEvents } from './overEvents'
import type { StationEvent } from './stationEvents'

let sequence = 0
const told = (kind: string, minute: number, tank = '1', station = 'LC0001') =>
  ({
    __typename: 'DeviceEvent',
    sequence: ++sequence,
    kind,
    happenedAt: `2026-03-01T08:${String(minute).padStart(2, '0')}:00Z`,
    station: { code: station },
    concernedTank: tank ? { number: tank } : null,
    nozzle: null,
  }) as unknown as StationEvent

const opened = told('COVER_OPENED', 10)

it.each([
  ['nothing came', [], false],
  ['its end came', [told('COVER_CLOSED', 20)], true],
  ['its end came in the same second', [told('COVER_CLOSED', 10)], true],
  ['the end of an earlier one came late', [told('COVER_CLOSED', 9)], false],
  ['another tank was closed', [told('COVER_CLOSED', 20, '2')], false],
  ['another station’s was closed', [told('COVER_CLOSED', 20, '1', 'LC0002')], false],
  ['the power came back', [told('POWER_ON', 20)], false],
] as const)('an opened cover where %s', (_, others, over) => {
  for (const events of [
    [opened, ...others],
    [...others, opened],
  ])
    expect(overEvents(events).has(opened.sequence)).toBe(over)
})

it('a cover that is opened again is open', () => {
  const again = told('COVER_OPENED', 30)
  expect([...overEvents([opened, told('COVER_CLOSED', 20), again])]).toEqual([opened.sequence])
})

it('what nobody tells the end of is never over', () => {
  const leak = told('LEAK_ALARM', 10)
  expect(overEvents([leak, told('COVER_CLOSED', 20)]).size).toBe(0)
})
