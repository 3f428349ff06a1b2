// @vitest-environment jsdom
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/i18n'
import { incidentParticulars } from './incidentParticulars'

beforeAll(() => startI18n('zh-CN'))
const told = (action: string, before: object, after: object) =>
  incidentParticulars(
    i18next.t,
    { action, before: { ...before }, after: { ...after } },
    (code) => `kind ${code}`,
  )

describe('an entry about an incident', () => {
  it('says which task went from what to what', () => {
    expect(
      told(
        'incident.task-moved',
        {},
        { task: 3, text: '疏散群众', from: 'OPEN', to: 'DONE', note: '已疏散' },
      ),
    ).toEqual(['疏散群众', '已疏散', expect.stringMatching(/^\S+ → 已?完成/)])
  })
  it('says which report it was', () => {
    expect(told('incident.report-sent', {}, { reportKind: 'FIRST', reportNumber: 1 })).toEqual(['首报 1'])
  })
  it('says what a figure and the grade were before', () => {
    expect(told('incident.casualties-counted', { deaths: 1 }, { deaths: 3, trapped: 2 })).toEqual([
      '死亡 1 → 3',
      '被困 2',
    ])
  })
  it('names the kind of accident, and no code', () => {
    expect(told('incident.reported', {}, { kind: 'FIRE' })).toEqual(['kind FIRE'])
  })
})
