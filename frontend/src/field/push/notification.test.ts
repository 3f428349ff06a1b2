import { describe, expect, it } from 'vitest'
import { notificationOf, readPushed } from './notification'

describe('a push', () => {
  it('is worded in the phone’s language, and leads to where it is read', () => {
    const task = readPushed('{"kind":"TASK","incident":"137438953473"}')
    expect(notificationOf(task, 'zh-CN')).toMatchObject({
      title: '指挥枢纽',
      options: {
        body: '有新任务或任务有变化，请打开指挥枢纽查看',
        tag: 'TASK 137438953473',
        lang: 'zh-CN',
        data: { path: '/field/tasks?incident=137438953473' },
      },
    })
    expect(notificationOf(task, 'en').options.body).toBe(
      'There is a new task, or one has changed. Open Command Hub.',
    )
    const response = readPushed('{"kind":"RESPONSE","incident":"7"}')
    expect(notificationOf(response, 'zh-CN').options.data.path).toBe('/field?incident=7')
    expect(notificationOf({ ...response, kind: 'REPORT' }, 'zh-CN').options.data.path).toBe(
      '/field/report?incident=7',
    )
  })

  it('of an exercise says so first', () => {
    const drill = readPushed('{"kind":"RESPONSE","incident":"7","exercise":true}')
    expect(notificationOf(drill, 'zh-CN').options.body).toMatch(/^【演练】/)
    expect(notificationOf(drill, 'en').options.body).toMatch(/^\[Exercise\] /)
  })

  it('that cannot be read, or is of a kind that this program does not know, still says that something happened', () => {
    for (const text of [undefined, '', '{', 'null', '[]'])
      expect(notificationOf(readPushed(text), 'zh-CN').options).toMatchObject({
        body: '有新情况，请打开指挥枢纽查看',
        data: { path: '/field' },
      })
    const strange = readPushed('{"kind":"toString","incident":"javascript:1"}')
    expect(strange.incident).toBe('')
    expect(notificationOf(strange, 'en').options.data.path).toBe('/field')
  })
})
