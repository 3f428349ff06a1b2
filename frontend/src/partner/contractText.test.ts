import { buildSchema } from 'graphql'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { deprecations, readChangelog } from './contractText'

afterEach(() => vi.unstubAllGlobals())

describe('the contract', () => {
  it('tells which fields, arguments and values are going, and why', () => {
    const schema = buildSchema(`
      enum E { A  B @deprecated(reason: "use A") }
      input I { old: Int @deprecated(reason: "use new")  new: Int }
      type Query { kept: E  gone(x: Int @deprecated(reason: "never read"), i: I): Int @deprecated(reason: "use kept") }`)
    expect(deprecations(schema)).toEqual([
      { element: 'E.B', reason: 'use A' },
      { element: 'I.old', reason: 'use new' },
      { element: 'Query.gone', reason: 'use kept' },
      { element: 'Query.gone(x)', reason: 'never read' },
    ])
  })

  it('has a changelog that is read by its headings', async () => {
    vi.stubGlobal(
      'fetch',
      async () => new Response('# Changelog\n\nWords.\n\n## B\n\n- one\n- two\n\n## A\n\n- three\n'),
    )
    expect(await readChangelog()).toEqual([
      { heading: 'B', items: ['one', 'two'] },
      { heading: 'A', items: ['three'] },
    ])
  })

  it('fails where the hub refuses it', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 401 }))
    await expect(readChangelog()).rejects.toThrow('401')
  })
})
