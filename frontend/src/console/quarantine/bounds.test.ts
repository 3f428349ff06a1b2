import { describe, expect, it } from 'vitest'
import { boundOf, legible, type Refused } from './bounds'

const station = {
  tanks: [
    { number: '1', capacity: 40000, height: 2500 },
    { number: '2', capacity: 20000, height: 2400 },
  ],
  nozzles: [{ number: '7' }],
}
const entry = (reason: string, field: string, item: object | string): Refused => ({
  reason,
  field,
  excerpt: typeof item === 'string' ? item : JSON.stringify(item),
  receivedAt: '2026-03-10T04:00:00Z',
  station,
})

describe('what would have been right', () => {
  it.each<[string, Refused, ReturnType<typeof boundOf>]>([
    [
      'more than a tank holds',
      entry('ABOVE_CAPACITY', 'tanks[0].volumeL', { tank: 'LC0001/2', volumeL: 40001 }),
      { rule: 'capacity', values: { tank: '2', capacity: 20000 }, sent: '40001' },
    ],
    [
      'higher than it is',
      entry('OUT_OF_RANGE', 'tanks[3].levelMm', { tank: 1, levelMm: 9000 }),
      { rule: 'height', values: { tank: '1', height: 2500 }, sent: '9000' },
    ],
    [
      'a sale has no capacity',
      entry('NEGATIVE', 'sales[0].volumeL', { nozzle: '7', tank: '1', volumeL: -1 }),
      { rule: 'sale', values: {}, sent: '-1' },
    ],
    [
      'a nozzle',
      entry('UNKNOWN_SENSOR', 'sales[0].nozzle', { nozzle: '9' }),
      { rule: 'sensor', values: { list: '7' }, sent: '9' },
    ],
    [
      'a tank of a text that was cut',
      entry('FOREIGN_SENSOR', 'tanks[0].tank', '{"tank":"LC0002/1","volu'),
      { rule: 'sensor', values: { list: '1, 2' } },
    ],
    [
      'a time of the batch',
      entry('TIME_IN_FUTURE', 'time', '"2026-03-11T04:00:00Z"'),
      { rule: 'time', values: { from: '2026-03-03 12:00:00', until: '2026-03-10 12:05:00' } },
    ],
    [
      'a tank that is not registered',
      entry('NEGATIVE', 'tanks[0].volumeL', { tank: 'Z', volumeL: -1 }),
      { rule: 'notNegative', values: {}, sent: '-1' },
    ],
    ['nothing where nothing could be read', entry('MALFORMED', '', '{'), null],
    ['nothing for a batch that cannot be stored', entry('OUT_OF_RANGE', '', '{}'), null],
  ])('%s', (_, refused, expected) => expect(boundOf(refused)).toEqual(expected))
})

describe('the original', () => {
  it('is laid out where that changes nothing', () =>
    expect(legible('{"tank":"1","volumeL":-1}')).toBe('{\n  "tank": "1",\n  "volumeL": -1\n}'))
  it.each(['{"volumeL":1.0}', '{"volumeL":1e400}', '{"a":1,"a":2}', '{"tank":', '[1]'])(
    'stays as it came: %s',
    (sent) => expect(legible(sent)).toBe(sent),
  )
})
