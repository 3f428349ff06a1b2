import { describe, expect, it } from 'vitest'
import { type Filter, isIn } from './filter'
import { exportedFilters, filtered, isFiltered, leftIn, sorted, stateOf, turned, unfiltered } from './query'

interface Row {
  name: string
  state: string
}

const options = ['OPEN', 'DONE', 'LOST'].map((value) => ({ value, label: value }))
const search: Filter<Row> = { name: 'search', label: '', kind: 'text', holds: (r, v) => isIn([r.name], v) }
const state: Filter<Row> = {
  name: 'state',
  label: '',
  kind: 'multiple',
  options,
  holds: (r, v) => v.includes(r.state),
}
const show: Filter<Row> = { name: 'show', label: '', kind: 'choice', options, fallback: 'OPEN' }
const payer: Filter<Row> = { name: 'payer', label: '', kind: 'choice', options }
const filters = [search, state, show, payer]
const read = (query: Record<string, string>) => stateOf(query, filters, ['name'])

describe('the state of a list in the URL', () => {
  it('is read', () => {
    expect(read({ search: 'a', state: 'OPEN,DONE', show: 'LOST', sort: '-name', page: '3' })).toEqual({
      values: { search: ['a'], state: ['OPEN', 'DONE'], show: ['LOST'] },
      sort: { column: 'name', descending: true },
      page: 3,
    })
  })

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['blanks', { search: '  ', state: '', sort: '', page: '' }],
    ['values that are none', { state: 'NEVER,', show: 'x', payer: 'OPEN,DONE' }],
    ['columns that are none', { sort: 'colour' }],
    ['a sort without a column', { sort: '-' }],
    ['pages that are none', { page: '0' }],
    ['a page below zero', { page: '-1' }],
    ['a page in words', { page: '1e3' }],
    ['what is not the list’s', { act: 'report', of: '7', toString: 'x' }],
  ])('passes over %s', (_, query) => {
    expect(read(query)).toEqual({ values: { show: ['OPEN'] }, sort: null, page: 1 })
  })

  it('keeps what is known of several values, each once', () => {
    expect(read({ state: 'DONE,NEVER,DONE,OPEN' }).values.state).toEqual(['DONE', 'OPEN'])
  })

  it('bounds what is looked for', () => {
    expect(read({ search: 'x'.repeat(500) }).values.search?.[0]).toHaveLength(100)
  })

  it('comes back as it was written', () => {
    let query = filtered({ act: 'report' }, search, ['加油站'])
    query = filtered(query, state, ['OPEN', 'LOST'])
    query = filtered(query, payer, ['DONE'])
    query = turned(sorted(query, { column: 'name', descending: false }), 2)
    expect(query).toMatchObject({
      act: 'report',
      search: '加油站',
      state: 'OPEN,LOST',
      sort: 'name',
      page: '2',
    })
    expect(stateOf(query, filters, ['name'])).toEqual({
      values: { search: ['加油站'], state: ['OPEN', 'LOST'], show: ['OPEN'], payer: ['DONE'] },
      sort: { column: 'name', descending: false },
      page: 2,
    })
  })

  it('begins at the first page when a filter or the order changes', () => {
    expect(filtered({ page: '4' }, search, ['a']).page).toBeUndefined()
    expect(sorted({ page: '4' }, null).page).toBeUndefined()
  })

  it('says nothing of what is chosen anyway', () => {
    expect(filtered({ show: 'DONE' }, show, ['OPEN']).show).toBeUndefined()
    expect(turned({ page: '2' }, 1).page).toBeUndefined()
  })

  it('loses its filters and nothing else', () => {
    expect(unfiltered({ search: 'a', state: 'OPEN', act: 'report', sort: 'name' }, filters)).toEqual({
      act: 'report',
      sort: 'name',
    })
  })
})

describe('the filters of a list', () => {
  it('leave out only by a choice of the reader’s', () => {
    expect(isFiltered(read({}), filters)).toBe(false)
    expect(isFiltered(read({ show: 'DONE' }), filters)).toBe(true)
    expect(isFiltered(read({ search: 'a' }), filters)).toBe(true)
  })

  it('leave in what all of them do', () => {
    const rows = [
      { name: 'Alpha', state: 'OPEN' },
      { name: 'alphabet', state: 'LOST' },
      { name: 'Beta', state: 'OPEN' },
    ]
    expect(leftIn(rows, filters, read({ search: ' ALPHA ', state: 'OPEN,DONE' }))).toEqual([rows[0]])
    expect(leftIn(rows, filters, read({}))).toEqual(rows)
  })

  it('are told to the hub', () => {
    expect(exportedFilters(read({ search: 'a', state: 'OPEN,DONE' }))).toEqual({
      search: 'a',
      state: 'OPEN,DONE',
      show: 'OPEN',
    })
  })
})
