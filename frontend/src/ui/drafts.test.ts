// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { countDrafts, dropDraft, findDraft, keepDraft, wipeDrafts } from './drafts'

const draft = (at: number, text = 'x') => ({ at, values: JSON.stringify({ text }), basis: '{}' })
const now = Date.UTC(2026, 2, 1)
const day = 86_400_000

describe('drafts', () => {
  beforeEach(() => localStorage.clear())

  it('are found again by their writer alone, and of their object alone', () => {
    keepDraft('ann', 'task:1', draft(now))
    expect(findDraft('ann', 'task:1', now)).toEqual(draft(now))
    expect(findDraft('ben', 'task:1', now)).toBeNull()
    expect(findDraft('ann', 'task:2', now)).toBeNull()
  })

  it('go after a week', () => {
    keepDraft('ann', 'task:1', draft(now))
    expect(findDraft('ann', 'task:1', now + 7 * day)).not.toBeNull()
    expect(findDraft('ann', 'task:1', now + 7 * day + 1)).toBeNull()
    keepDraft('ann', 'task:2', draft(now + 8 * day))
    expect(countDrafts()).toBe(1)
  })

  it('are forty at most, the newest', () => {
    for (let i = 0; i < 50; i++) keepDraft('ann', `task:${i}`, draft(now + i))
    expect(countDrafts()).toBe(40)
    expect(findDraft('ann', 'task:9', now)).toBeNull()
    expect(findDraft('ann', 'task:10', now)).not.toBeNull()
  })

  it('are refused where they are too long to keep', () =>
    expect(keepDraft('ann', 'task:1', draft(now, 'x'.repeat(70_000)))).toBe(false))

  it('go one by one, and all at once; what else is kept here stays', () => {
    localStorage.setItem('language', 'en')
    keepDraft('ann', 'task:1', draft(now))
    keepDraft('ann', 'task:2', draft(now))
    dropDraft('ann', 'task:1')
    expect(countDrafts()).toBe(1)
    wipeDrafts()
    expect(countDrafts()).toBe(0)
    expect(localStorage.getItem('language')).toBe('en')
  })

  it('that cannot be read are none', () => {
    localStorage.setItem('draft:ann:task:1', '{broken')
    expect(findDraft('ann', 'task:1', now)).toBeNull()
  })
})
