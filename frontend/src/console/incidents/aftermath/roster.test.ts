import { describe, expect, it } from 'vitest'
import { differences } from './roster'

const dead = { state: 'DEAD', origin: 'MAINLAND' } as const
const visitor = { state: 'INJURED', origin: 'TAIWAN' } as const

describe('the roster against the counts', () => {
  it('agrees where each state has as many as were counted', () =>
    expect(differences([dead, visitor], { deaths: 1, injured: 1, fromAbroad: 1 })).toEqual([]))
  it('agrees with an unknown count where nobody is listed', () =>
    expect(differences([], { deaths: null, injured: 0 })).toEqual([]))
  it('disagrees with an unknown count where somebody is', () =>
    expect(differences([dead], { deaths: null })).toEqual([{ what: 'deaths', listed: 1, counted: null }]))
  it('tells one too many and one too few', () => {
    expect(differences([dead, dead], { deaths: 1 })).toEqual([{ what: 'deaths', listed: 2, counted: 1 }])
    expect(differences([], { missing: 1 })).toEqual([{ what: 'missing', listed: 0, counted: 1 }])
  })
  it('counts who is from abroad in whatever state, but not who is safe', () => {
    expect(differences([visitor], { injured: 1 })).toEqual([{ what: 'fromAbroad', listed: 1, counted: null }])
    expect(differences([{ ...visitor, state: 'SAFE' }], {})).toEqual([])
  })
})
