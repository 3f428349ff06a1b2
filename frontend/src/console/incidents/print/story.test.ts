import { describe, expect, it } from 'vitest'
import { type LogEntry, readLog } from './story'

const entry = (sequence: number) => ({ sequence }) as LogEntry
/** A log of pages with one entry each. */
const pages = (n: number) => async (after: string | null) => {
  const at = Number(after ?? 0)
  return {
    __typename: 'IncidentLogPage' as const,
    entries: [entry(at + 1)],
    endCursor: String(at + 1),
    hasMore: at + 1 < n,
  }
}

describe('the log of a story', () => {
  it('is read page by page until it is whole', async () => {
    const { log, whole } = await readLog(pages(3))
    expect(log.map((e) => e.sequence)).toEqual([1, 2, 3])
    expect(whole).toBe(true)
  })
  it('is told to be cut where it is longer than what is read', async () => {
    const { log, whole } = await readLog(pages(3), 2)
    expect(log).toHaveLength(2)
    expect(whole).toBe(false)
  })
  it('is whole where it ends with the last page that may be read', async () =>
    expect((await readLog(pages(2), 2)).whole).toBe(true))
  it('is told to be cut where a page did not come', async () => {
    const { log, whole } = await readLog(async (after) => (after ? null : pages(2)(null)))
    expect(log).toHaveLength(1)
    expect(whole).toBe(false)
  })
})
