import { describe, expect, it } from 'vitest'
import en from './en'
import zh from './zh'

/** Words of the hub's files that the screens have too, by where the screens have them. */
const same = (c: typeof zh) => {
  const { NONE, ...installationState } = c.export.value.installationState
  return [
    [c.export.value.stationStatus, c.station.statusWord],
    [c.export.value.deviceKind, c.device.kindWord],
    [installationState, c.installation.state],
    [NONE, c.installation.notBegun],
    [c.export.value.quarantineReason, c.quarantine.reason],
    [c.export.value.verdict, c.quarantine.verdict],
    [c.export.value.stage, c.incident.stage],
    [c.export.value.grade, c.incident.grade],
    [c.export.value.level, c.incident.level],
    [c.export.value.duty, c.incident.duty],
    [c.export.value.channel, c.incident.channel],
    [c.export.value.clockState, c.incident.clockState],
    [c.export.value.taskState, c.incident.taskState],
    [c.export.value.medium, c.scene.medium],
    [c.export.value.contactKind, c.contact.kind],
    [c.export.value.shiftDuty, c.duty.part],
    [c.export.value.noticeChannel, c.notice.channel],
    [c.export.value.noticeState, c.notice.state],
  ]
}

describe('the words of files', () => {
  it.each([
    ['zh-CN', zh],
    ['en', en],
  ])('are those of the screens, %s', (_, catalogue) => {
    for (const [inFile, onScreen] of same(catalogue)) expect(inFile).toEqual(onScreen)
  })
})
