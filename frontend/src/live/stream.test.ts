import { describe, expect, it } from 'vitest'
import { partsOf } from './stream'

describe('partsOf', () => {
  it('names each right that is missing once, whatever the paths', () => {
    const error = (scope: string) => ({ extensions: { code: 'FORBIDDEN', scope } })
    expect(partsOf([error('stock:read'), error('sales:read'), error('stock:read')])).toEqual({
      withheld: ['sales:read', 'stock:read'],
      refusal: null,
    })
  })
  it('does not take a failure for a missing right', () => {
    expect(partsOf([{ extensions: { code: 'UNAVAILABLE' } }])).toEqual({
      withheld: [],
      refusal: { code: 'UNAVAILABLE', scope: null },
    })
    expect(partsOf([{}]).refusal?.code).toBe('INTERNAL')
  })
})
