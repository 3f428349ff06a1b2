import { describe, expect, it } from 'vitest'
import { windFrom } from './wind'

describe('the wind', () => {
  it.each([
    [0, 'N'],
    [22, 'N'],
    [23, 'NE'],
    [90, 'E'],
    [181, 'S'],
    [315, 'NW'],
    [338, 'N'],
    [360, 'N'],
  ])('from %i° is called %s', (degrees, name) => expect(windFrom(degrees)).toBe(name))
})
