// @vitest-environment jsdom
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/i18n'
import { wordsFor } from './useAct'
import { lossOf, reasonWords, sourceWords, tenThousands } from './words'

const refusals = {
  input: { order: 'post', orderOrderedBy: 'name', counts: 'figures', facts: { title: 'title' } },
  CONFLICT: 'other',
}
const word = (field: string, code = 'INVALID') => wordsFor(refusals, { field, code })

describe('wordsFor', () => {
  it('goes by the very field', () => {
    expect(word('input.order')).toBe('post')
    expect(word('input.order.orderedBy')).toBe('name')
    expect(word('input.facts.title')).toBe('title')
  })
  it('goes by what the field is part of', () => expect(word('input.counts.deaths')).toBe('figures'))
  it('leaves others to the hub', () => expect(word('input.moon')).toBeNull())
  it('tells a conflict as one, whatever the field', () =>
    expect(word('input.order', 'CONFLICT')).toBe('other'))
})

describe('tenThousands', () => {
  it('keeps a hundred yuan', () => {
    expect(tenThousands(10_000_000_00)).toBe('1000')
    expect(tenThousands(123_450_00)).toBe('12.35')
  })
})

describe('sourceWords', () => {
  let words: (source: string) => string
  beforeAll(async () => {
    await startI18n('en')
    words = sourceWords(i18next.getFixedT('en'))
  })
  it('tells a loss in yuan in English, in ten thousands of them in Chinese', () => {
    expect(lossOf(i18next.getFixedT('en'), 1_000_00)).toBe('1,000 CNY')
    expect(lossOf(i18next.getFixedT('zh-CN'), 123_450_00)).toBe('12.35 万元')
  })
  it("says the hub's own in the reader's language", () => {
    expect(words('scene report: Li')).toBe('report from the scene: Li')
    expect(words('station LC0001: LEAK_ALARM')).toBe('station LC0001: Leak alarm')
  })
  it('leaves the words of people as they are', () =>
    expect(words('call of the head')).toBe('call of the head'))
})

describe('reasonWords', () => {
  it('says what trapped and missing people may come to', async () => {
    await startI18n('en')
    const { cause } = reasonWords(i18next.getFixedT('zh-CN'))
    expect(cause('graded UNDETERMINED: deaths 0 to 13 by trapped or missing people, §5.1.2')).toMatch(
      /死亡 0 人，连同被困、失联人员可达 13 人.*§5.1.2/,
    )
  })
})
