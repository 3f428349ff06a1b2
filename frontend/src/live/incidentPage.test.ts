import { describe, expect, it } from 'vitest'
import { lateTasks, taskCounts } from './incidentPage'

const now = Date.parse('2026-03-01T10:00:00Z')
const task = (
  name: string,
  state: 'OPEN' | 'IN_PROGRESS' | 'DONE' | 'CANCELLED',
  dueAt?: string,
  group?: string,
) => ({
  name,
  state,
  dueAt: dueAt ? `2026-03-01T${dueAt}:00Z` : null,
  group: group ? { id: group } : null,
})
const tasks = [
  task('second', 'IN_PROGRESS', '09:30', 'a'),
  task('first', 'OPEN', '09:00', 'a'),
  task('to come', 'OPEN', '10:00', 'a'),
  task('without a time', 'OPEN', undefined, 'a'),
  task('done', 'DONE', '08:00', 'a'),
  task('cancelled', 'CANCELLED', '08:00', 'a'),
  task('of no group', 'OPEN', '09:59'),
]

describe('late tasks', () => {
  it('are those that are not done after their time, the longest overdue first', () => {
    expect(lateTasks(tasks, now).map((t) => t.name)).toEqual(['first', 'second', 'of no group'])
  })
  it('are none while the hub has told no time', () => expect(lateTasks(tasks, null)).toEqual([]))
  it('are counted by group', () => {
    expect(taskCounts(tasks, 'a', now)).toEqual({ open: 4, late: 2, done: 1 })
    expect(taskCounts(tasks, null, now)).toEqual({ open: 1, late: 1, done: 0 })
  })
})
