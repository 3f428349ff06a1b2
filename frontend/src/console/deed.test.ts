import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deed as en } from '@/i18n/deed.en'
import { deed as zh } from '@/i18n/deed.zh'
import { textAt } from '@/i18n/textAt'
import { factsOf } from './deed'

/** What a pattern finds in the server's sources. Tests run in frontend/. */
const sources = readdirSync('../server', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
  .map((file) => readFileSync(`../server/${file}`, 'utf8'))
const found = (pattern: RegExp): string[] =>
  sources.flatMap((source) => [...source.matchAll(pattern)].map(([, word = '']) => word))

/** What they call what they enter into the timeline; whatever begins with incident. is that. */
const actions = [
  ...new Set([
    ...found(/(?:Action: *|action :?= )"([a-z-]+(?:\.[a-z-]*[a-z])+)"/g),
    ...found(/"(incident\.[a-z-]*[a-z])"/g),
    ...found(/\bThreshold += "(\w+)"/g).map((threshold) => `incident.deadline-${threshold}`),
  ]),
].sort()

describe('the words of the timeline', () => {
  it('are there for everything that the server enters, in both languages', () => {
    expect(actions.length).toBeGreaterThan(80)
    expect(actions).toContain('incident.deadline-late')
    expect(actions).toContain('incident.cordon-entered')
    expect(actions.filter((action) => textAt(zh.action, action) === null)).toEqual([])
    expect(actions.filter((action) => textAt(en.action, action) === null)).toEqual([])
  })
  it('leave what is no text to the hub’s own word', () => {
    expect(textAt(zh.action, 'user')).toBeNull()
    expect(textAt(zh.action, 'user.unheard-of')).toBeNull()
  })
})

describe('factsOf', () => {
  it('reads an object, and nothing of what is none', () => {
    expect(factsOf('{"role":"AUDITOR"}')).toEqual({ role: 'AUDITOR' })
    for (const json of ['', 'null', '"a"', '{"cut']) expect(factsOf(json)).toEqual({})
  })
})
