// The review of the quarantine, in the browser: what waits, a verdict by keyboard, two
// who judge at once, a correction that erases nothing.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { violations } from './axe.js'
import { assertClean, assertWhole, openBrowser, openPage } from './browser.js'
import { publish, reading } from './device.js'
import { becomes, Hub } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const [worst, other] = ['LC0001-C1', 'LC0009-C1']
/** Texts by their place in both catalogues. */
const words = {
  waiting: ['未审核 5 条', '5 not reviewed'], fault: ['设备故障，待修', 'Device to be repaired'], clock: ['设备时钟不准', "Device's clock wrong"],
  tampering: ['疑似人为干扰', 'Tampering suspected'], transmission: ['传输问题', 'Transmission'], negative: ['负值', 'Below zero'],
  unknown: ['未知传感器', 'Unknown sensor'], needed: ['必须写明理由', 'need a reason'], left: ['还剩 1 条', '1 are left'], done: ['全部已审核', 'Everything is reviewed'],
}

for (const [place, language] of ['zh-CN', 'en'].entries()) {
  describe(`the review of the quarantine, ${language}`, () => {
    const word = (name) => words[name][place]
    const opened = []
    let hub, browser, admin, officer
    const shoot = async (page, face) => {
      for (const width of [1366, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        await assertWhole(page, `${face} at ${width}`, (it) => /^span\.: /.test(it)) // of a closed list, read aloud alone
        await page.screenshot({ path: `${folder}quarantine-${face}-${width}-${language}.png` })
      }
      assert.deepEqual(await violations(page), [])
    }
    const as = async (cookie) => {
      const desk = await openPage(browser, { width: 1366, height: 900 })
      opened.push(desk)
      await desk.context.addCookies(cookie.split('; ').map((it) => {
        const [name, value] = it.split('=')
        return { name, value, url: hub.url }
      }))
      await desk.page.goto(`${hub.url}/console/quarantine?lang=${language}`)
      return desk.page
    }
    const group = (page, device, reason) => page.locator('.quarantine-groups tbody tr', { hasText: device }).filter({ hasText: word(reason) })
    const choose = async (page, text) => {
      await page.locator('.ant-modal #kind').press('Enter')
      await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: text }).click()
    }
    const closed = (page) => page.locator('.ant-modal').waitFor({ state: 'detached' })
    /** The menu's number is read anew each half minute; here at once. */
    const seen = (page, text) => page.locator('.quarantine-waiting', { hasText: text }).waitFor()

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start({ devices: [worst, other] })
      const cookies = [
        await hub.person('admin', 'Administrator', '--role', 'SYSTEM_ADMINISTRATOR'),
        await hub.person('officer', 'Duty officer', '--role', 'DUTY_OFFICER'),
      ]
      const say = async (device, tank, volume) => assert.equal((await publish(hub, hub.devices[device], reading(tank, volume))).code, 0)
      for (const volume of [-1, -2]) await say(worst, '1', volume)
      for (const volume of [100, 200]) await say(worst, '9', volume)
      await say(other, '1', 999_999)
      browser = await openBrowser()
      admin = await as(cookies[0])
      officer = await as(cookies[1])
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('says how much waits and since when, the worst device first', async () => {
      await seen(admin, word('waiting'))
      await admin.locator('.ant-menu .ant-badge', { hasText: '5' }).waitFor()
      await admin.locator('.quarantine-groups tbody tr.ant-table-row').first().filter({ hasText: worst }).waitFor()
      await shoot(admin, 'waiting')
    })

    it('tells why an entry was not believed, and what would be right', async () => {
      const row = admin.locator('.quarantine-groups tbody tr', { hasText: other })
      await row.locator('button').first().click()
      const why = admin.locator('.quarantine-why')
      await why.getByText('999999', { exact: true }).waitFor()
      await shoot(admin, 'entry')
      await admin.keyboard.press('Escape')
      await admin.locator('.ant-drawer').waitFor({ state: 'detached' })
    })

    it('takes a verdict by keyboard, and keeps the draft of one that was not given', async () => {
      const review = group(admin, worst, 'unknown').locator('button.ant-btn-primary')
      await review.press('Enter')
      await choose(admin, word('fault'))
      await admin.locator('.ant-modal #note').fill('probe 9 was never installed')
      await admin.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes('never installed')))
      await admin.keyboard.press('Escape')
      await closed(admin)
      await review.press('Enter')
      await becomes(() => admin.locator('.ant-modal #note').inputValue(), 'probe 9 was never installed', 'the draft')
      await shoot(admin, 'dialog')
      await admin.locator('.ant-modal #note').press('Control+Enter')
      await closed(admin)
      await group(admin, worst, 'unknown').waitFor({ state: 'detached' })
    })

    it('says at the field that a suspicion needs a reason', async () => {
      await group(admin, worst, 'negative').locator('button.ant-btn-primary').click()
      await choose(admin, word('tampering'))
      await admin.locator('.ant-modal-footer .ant-btn-primary').click()
      await admin.locator('.ant-form-item-explain-error', { hasText: word('needed') }).waitFor()
    })

    it('shows both sides where another judged some of a group meanwhile', async () => {
      await group(officer, worst, 'negative').locator('button').first().click()
      await officer.locator('.ant-drawer .quarantine-acts button').click()
      await choose(officer, word('transmission'))
      await officer.locator('.ant-modal-footer .ant-btn-primary').click()
      await closed(officer)
      await officer.locator('.quarantine-verdicts', { hasText: word('transmission') }).waitFor()

      await admin.locator('.ant-modal #note').fill('the seal is broken')
      await admin.locator('.ant-modal-footer .ant-btn-primary').click()
      const both = admin.locator('.incident-conflict')
      await both.getByText(word('transmission')).waitFor()
      await admin.locator('.ant-modal', { hasText: word('left') }).waitFor()
      await shoot(admin, 'conflict')
      await admin.locator('.ant-modal-footer .ant-btn-primary').click()
      await closed(admin)
    })

    it('corrects a verdict and leaves the former to be read', async () => {
      await officer.locator('.ant-drawer .quarantine-acts button').click()
      await choose(officer, word('clock'))
      await officer.locator('.ant-modal #note').fill('its clock stood still')
      await officer.locator('.ant-modal #note').press('Control+Enter')
      await closed(officer)
      await officer.locator('.quarantine-verdicts', { hasText: new RegExp(`${word('clock')}.*${word('transmission')}`) }).waitFor()
      await shoot(officer, 'history')
    })

    it('says that all is reviewed, and finds what was by its verdict', async () => {
      const row = admin.locator('.quarantine-groups tbody tr', { hasText: other })
      await row.locator('button.ant-btn-primary').click()
      await choose(admin, word('fault'))
      await admin.locator('.ant-modal-footer .ant-btn-primary').click()
      await closed(admin)
      await seen(admin, word('done'))
      await shoot(admin, 'reviewed')
    })

    it('meets no error', () => {
      for (const { faults } of opened) assertClean(faults)
    })
  })
}
