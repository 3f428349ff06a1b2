import { describe, expect, it } from 'vitest'
import { sunIsUp } from './sun'
import { colours, readTheme } from './theme'

const at = (beijing: string) => Date.parse(`${beijing}+08:00`)
const here = { latitude: 35.78, longitude: 113.28 }

describe('the sun over the county', () => {
  it.each([
    ['midsummer, before it rises', '2026-06-21T04:45:00', false],
    ['midsummer, after it rose', '2026-06-21T05:30:00', true],
    ['midsummer, in the evening', '2026-06-21T19:15:00', true],
    ['midsummer, after it set', '2026-06-21T19:55:00', false],
    ['midwinter, before it rises', '2026-12-21T07:10:00', false],
    ['midwinter, after it rose', '2026-12-21T07:50:00', true],
    ['midwinter, after it set', '2026-12-21T17:35:00', false],
  ])('%s', (_, when, up) => expect(sunIsUp(at(when), here.latitude, here.longitude)).toBe(up))
})

describe('the colours of the wall', () => {
  it.each([
    ['auto', '2026-12-21T06:59:00', 'dark'],
    ['auto', '2026-12-21T07:00:00', 'light'],
    ['auto', '2026-12-21T18:59:00', 'light'],
    ['auto', '2026-12-21T19:00:00', 'dark'],
    ['sun', '2026-12-21T18:00:00', 'dark'],
    ['day', '2026-12-21T23:00:00', 'light'],
    ['night', '2026-12-21T12:00:00', 'dark'],
  ] as const)('%s at %s are %s', (theme, when, want) => expect(colours(theme, at(when), here)).toBe(want))

  it('are dark while the time is not known', () => expect(colours('auto', null, here)).toBe('dark'))
  it('go by the hour where the county has no place', () =>
    expect(colours('sun', at('2026-12-21T18:00:00'), null)).toBe('light'))
  it('take no word that is none', () => expect(readTheme('noon')).toBeNull())
})
