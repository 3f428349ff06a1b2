import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { people as en } from './people.en'
import { people as zh } from './people.zh'

// Tests run in frontend/; the contract and the server lie beside it.
const contract = readdirSync('../schema')
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => readFileSync(`../schema/${file}`, 'utf8'))
  .join('\n')
const enumOf = (name: string): string[] =>
  [
    ...(new RegExp(`^enum ${name} \\{\\n([\\s\\S]*?)\\n\\}`, 'm').exec(contract)?.[1] ?? '').matchAll(
      /^ {2}([A-Z_]+)$/gm,
    ),
  ]
    .map(([, value = '']) => value)
    .sort()
const scopes = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, scope = '']) => scope))].sort()
const keys = (catalogue: object): string[] => Object.keys(catalogue).sort()

describe('the names of posts and rights', () => {
  it('are there for every role of the contract, in both languages', () => {
    expect(enumOf('Role').length).toBeGreaterThan(10)
    expect(keys(zh.role)).toEqual(enumOf('Role'))
    expect(keys(en.role)).toEqual(enumOf('Role'))
  })

  it('are there for every scope of the server, and so of the contract', () => {
    const known = scopes(readFileSync('../server/viewer/scope.go', 'utf8'), /Scope = "([a-z:]+)"/g)
    const needed = scopes(contract, /@scope\(needs: "([a-z:]+)"\)/g)
    expect(needed.length).toBeGreaterThan(10)
    expect(needed.filter((scope) => !known.includes(scope))).toEqual([])
    expect(keys(zh.scope)).toEqual(known)
    expect(keys(en.scope)).toEqual(known)
  })
})
