import { describe, expect, it } from 'vitest'
import { stayAt } from './stay'

const outBy = '2026-03-01T10:00:00Z'
const due = Date.parse(outBy)
const inside = { outBy, leftAt: null, overdue: false }

describe('stayAt', () => {
  it('turns overdue past the time, not at it', () => {
    expect(stayAt(inside, due - 1)).toBe('INSIDE')
    expect(stayAt(inside, due)).toBe('INSIDE')
    expect(stayAt(inside, due + 1)).toBe('OVERDUE')
  })
  it('is over once they came out, however late', () => {
    expect(stayAt({ ...inside, leftAt: '2026-03-01T11:00:00Z', overdue: false }, due + 7_200_000)).toBe('OUT')
  })
  it('believes the hub that somebody is overdue, whatever this clock shows', () => {
    expect(stayAt({ ...inside, overdue: true }, due - 1)).toBe('OVERDUE')
    expect(stayAt({ ...inside, overdue: true }, null)).toBe('OVERDUE')
  })
  it('calls nobody in time without a clock', () => {
    expect(stayAt(inside, null)).toBe('UNKNOWN')
  })
})
