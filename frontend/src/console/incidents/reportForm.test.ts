// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/i18n'
import type { Incident } from './incident'
import { casualtiesDiffer, casualtiesOf, knownOf } from './reportForm'

beforeAll(() => startI18n('en'))

const known = (of: Partial<Incident>) => knownOf({ title: 'x', ...of } as Incident, '')

describe('what a report says of people', () => {
  it('tells the unknown as unknown, never as none', () =>
    expect(known({ seriouslyInjured: 2, injured: null }).INJURED).toBe('重伤2 人、轻伤不详'))
  it('keeps those apart of whom both are known', () =>
    expect(known({ seriouslyInjured: 2, injured: 0 }).INJURED).toBe('重伤2 人、轻伤0 人'))
  it('leaves out what is not known at all', () => {
    expect(known({}).INJURED).toBeUndefined()
    expect(known({}).DEATHS).toBeUndefined()
    expect(casualtiesOf({})).toBeUndefined()
  })
  it('tells all of §5.1.3(2) in a follow-up', () =>
    expect(casualtiesOf({ deaths: 4, seriouslyInjured: 1, injured: 0, trapped: 2 })).toBe(
      '死亡4 人、重伤1 人、轻伤0 人、被困2 人、失联不详',
    ))
})

describe('casualtiesDiffer', () => {
  it('takes unknown and none for different', () =>
    expect(casualtiesDiffer({ trapped: null }, { trapped: 0 })).toBe(true))
  it('takes what was never told for unknown', () =>
    expect(casualtiesDiffer({ trapped: null }, {})).toBe(false))
  it('sees another figure', () => expect(casualtiesDiffer({ missing: 1 }, { missing: 2 })).toBe(true))
})
