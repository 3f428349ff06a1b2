// Pictures from the scene at the desk: sent, seen, kept through an outage, withdrawn.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, openBrowser, openPage } from './browser.js'
import { Hub } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const words = {
  'zh-CN': { notSent: '未发送', again: /重新发送/, withdraw: /撤\s*回/, withdrawn: '撤回一张照片', broken: '不是完整的' },
  en: { notSent: 'Not sent', again: /Send again/, withdraw: /Withdraw/, withdrawn: 'withdrew a picture', broken: 'no whole JPEG' },
}

for (const language of Object.keys(words)) {
  describe(`pictures at the desk, ${language}`, () => {
    const word = words[language]
    let hub, browser, opened, picture
    const choose = (...files) => opened.page.locator('.photo-adding input[type=file]').setInputFiles(files)
    const shown = (n) => opened.page.waitForFunction((want) => [...document.querySelectorAll('.photo-strip img')].filter((it) => it.naturalWidth > 0).length === want, n)
    const shoot = async (face, width) => {
      await opened.page.setViewportSize({ width, height: 1000 })
      await opened.page.locator('.photo-adding').scrollIntoViewIfNeeded()
      await opened.page.screenshot({ path: `${folder}photo-${face}-${width}-${language}.png` })
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start()
      const cookie = await hub.person('duty', 'Duty desk', '--role', 'DUTY_OFFICER')
      const { data, errors } = await ask(hub, cookie, 'mutation($i: OpenIncidentInput!) { openIncident(input: $i) { incident { id } userErrors { message } } }', {
        i: { facts: { title: 'LC0001 forecourt fire', kind: 'FIRE', station: 'LC0001', occurredAt: new Date().toISOString() }, idempotencyKey: 'fire' },
      })
      assert.equal(errors, undefined)
      browser = await openBrowser()
      opened = await openPage(browser, { width: 1366, height: 1000 })
      await opened.context.addCookies(cookie.split('; ').map((it) => ({ name: it.split('=')[0], value: it.slice(it.indexOf('=') + 1), url: hub.url })))
      await opened.page.goto(`${hub.url}/console/incidents/${data.openIncident.incident.id}?lang=${language}`)
      await opened.page.locator('.photo-adding').waitFor()
      picture = { name: 'scene.jpg', mimeType: 'image/jpeg', buffer: await opened.page.screenshot({ type: 'jpeg' }) }
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('sends several at once, and shows them', async () => {
      await opened.page.locator('.photo-adding input.ant-input').fill('north gate')
      await choose(picture, { ...picture, name: 'second.jpg' })
      await shown(2)
      await opened.page.locator('.photo-strip figcaption', { hasText: 'north gate' }).first().waitFor()
      await shoot('sent', 1366)
      await shoot('sent', 1920)
    })

    it('refuses what is no picture, by its name', async () => {
      await choose({ name: 'plan.pdf', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7') })
      await opened.page.locator('.photo-waiting[role=alert]', { hasText: 'plan.pdf' }).getByText(word.broken).waitFor()
      await opened.page.locator('.photo-waiting button').last().click()
      await opened.page.locator('.photo-waiting').waitFor({ state: 'detached' })
    })

    it('keeps what was not sent while the hub was away, and sends it then', async () => {
      await hub.halt('SIGKILL')
      await choose(picture)
      await opened.page.locator('.photo-waiting[role=alert]', { hasText: word.notSent }).waitFor()
      await shoot('waiting', 1366)
      await hub.resume()
      await opened.page.getByRole('button', { name: word.again }).click()
      await shown(3)
      await opened.page.locator('.photo-waiting').waitFor({ state: 'detached' })
    })

    it('withdraws one with a reason, which stays to be read', async () => {
      await opened.page.locator('.photo-strip figure').first().getByRole('button', { name: word.withdraw }).click()
      await opened.page.locator('.ant-modal #reason').fill('shows a victim')
      await opened.page.locator('.ant-modal-footer .ant-btn-primary').click()
      await shown(2)
      await opened.page.getByText(word.withdrawn).waitFor()
    })

    it('runs clean', () => assertClean(opened.faults, [/Failed to load resource/, /WebSocket connection/, /net::ERR/]))
  })
}
