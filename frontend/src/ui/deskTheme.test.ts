// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { coloursOf } from './deskTheme'

describe('the colours of the desk', () => {
  it.each([
    ['auto', 'light', false, 'light'],
    ['auto', 'dark', false, 'dark'],
    ['day', 'dark', false, 'light'],
    ['night', 'light', false, 'dark'],
    ['auto', 'dark', true, 'light'],
    ['night', 'dark', true, 'light'],
  ] as const)('chosen %s on a computer that is %s, printing %s: %s', (theme, system, printing, colours) =>
    expect(coloursOf(theme, system, printing)).toBe(colours),
  )
})
