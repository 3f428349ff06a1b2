import { describe, expect, it } from 'vitest'
import type { LedgerItem } from './ledger'
import { partsOf } from './ledger'

const item = (
  kind: LedgerItem['kind'],
  amount: number | null,
  struckAt: string | null = null,
  at = '2026-03-01T00:00:00Z',
) => ({ kind, amount, struckAt, at })

describe('the ledger', () => {
  it('sums money per kind', () => {
    const parts = partsOf([item('COST', 100), item('DONATION', 7), item('COST', 250)])
    expect(parts.map((p) => [p.kind, p.sum])).toEqual([
      ['COST', 350],
      ['DONATION', 7],
    ])
  })
  it('lists what was struck and leaves it out of the sum', () => {
    const [part] = partsOf([item('COST', 100), item('COST', 900, '2026-03-02T00:00:00Z')])
    expect(part?.items).toHaveLength(2)
    expect(part?.sum).toBe(100)
  })
  it('has no sum where nothing tells of money', () => {
    expect(partsOf([item('FINDING', null)])[0]?.sum).toBeNull()
    expect(partsOf([item('COST', 5, '2026-03-02T00:00:00Z')])[0]?.sum).toBeNull()
    expect(partsOf([item('COST', 0)])[0]?.sum).toBe(0)
  })
  it('is in the order of time within a kind', () =>
    expect(
      partsOf([item('COST', 2, null, '2026-03-02T00:00:00Z'), item('COST', 1)])[0]?.items.map(
        (i) => i.amount,
      ),
    ).toEqual([1, 2]))
})
