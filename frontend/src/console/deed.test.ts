import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deed as en } from '@/i18n/deed.en'
import { deed as zh } from '@/i18n/deed.zh'
import { factsOf, textAt } from './deed'

/** What the server's sources call what they enter into the timeline. Tests run in frontend/. */
const actions = [
  ...new Set(
    readdirSync('../server', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
      .flatMap((file) => [
        ...readFileSync(`../server/${file}`, 'utf8').matchAll(
          /(?:Action: *|action :?= |[iI]dempotencyKey\}?, |\*in\.Order, )"([a-z-]+(?:\.[a-z-]*[a-z])+)"/g,
        ),
      ])
      .map(([, action = '']) => action),
  ),
].sort()

describe('the words of the timeline', () => {
  it('are there for everything that the server enters, in both languages', () => {
    expect(actions.length).toBeGreaterThan(20)
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
