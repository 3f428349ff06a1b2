// Whom the start of a response tells, in the browser: a gateway of the story's own
// takes text messages and calls, and tells what became of them.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, assertWhole, openBrowser, openPage } from './browser.js'
import { becomes, Hub } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const words = {
  'zh-CN': { answered: '已回复', waiting: '待回复', lost: '家未通知到', unreachable: '无法通知', enter: /登记回复/, write: /发通知/, passOn: /转下一联系人/, next: '已转下一联系人', all: /显示全部/ },
  en: { answered: 'Answered', waiting: 'Awaiting answer', lost: 'not reached', unreachable: 'Not reachable', enter: /Enter answer/, write: /Write a notice/, passOn: /Next contact/, next: 'went on at', all: /Show all/ },
}
const secret = 'shared with the gateway of the story'

for (const language of Object.keys(words)) {
  describe(`notices at the desk, ${language}`, () => {
    const word = words[language]
    const taken = []
    let hub, browser, gateway, opened, cookie, incident
    const change = async (mutation, of, input) => {
      const kind = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`
      const { data, errors } = await ask(hub, cookie, `mutation($input: ${kind}!) { ${mutation}(input: $input) { ${of} { id } userErrors { field message } } }`, {
        input: { ...input, idempotencyKey: `${mutation} ${JSON.stringify(input)}`.slice(0, 100) },
      })
      assert.deepEqual([errors, data?.[mutation].userErrors], [undefined, []])
      return data[mutation][of].id
    }
    const unit = (name) => opened.page.locator('.notice-units li', { hasText: name }).first()
    const tell = async (receipts) => {
      const body = JSON.stringify(receipts)
      const at = String(Math.floor(Date.now() / 1_000))
      const response = await fetch(`${hub.url}/api/v1/notices/receipts`, {
        method: 'POST', body, headers: { 'hub-time': at, 'hub-signature': createHmac('sha256', secret).update(`${at}.${body}`).digest('hex') },
      })
      assert.equal(response.status, 200, await response.clone().text())
      assert.ok((await response.json()).receipts.every((r) => r.kept))
    }
    const shoot = async (face, width) => {
      await opened.page.setViewportSize({ width, height: 1000 })
      await assertWhole(opened.page, face)
      await opened.page.locator('.notice-units').first().scrollIntoViewIfNeeded()
      await opened.page.screenshot({ path: `${folder}notice-${face}-${width}-${language}.png`, fullPage: true })
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      gateway = createServer((request, response) => {
        let body = ''
        request.on('data', (part) => { body += part })
        request.on('end', () => {
          assert.equal(request.headers.authorization, `Bearer ${secret}`)
          taken.push(JSON.parse(body))
          response.end('{}')
        })
      }).listen(0, '127.0.0.1')
      await once(gateway, 'listening')
      const url = `http://127.0.0.1:${gateway.address().port}/`
      process.env.HUB_NOTICE_SECRET = secret
      hub = await Hub.start({ flags: ['--notice-sms', url, '--notice-voice', url] })
      cookie = await hub.person('duty', 'Duty desk', '--role', 'DUTY_OFFICER')
      browser = await openBrowser()
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
      gateway?.close()
      delete process.env.HUB_NOTICE_SECRET
    })

    it('tells each unit that filed a contact, and shows whom it cannot reach', async () => {
      const { data } = await ask(hub, cookie, '{ contactBook { organisation { id code } } }')
      const organisation = data.contactBook.find((it) => it.organisation.code === 'EMERGENCY').organisation.id
      await change('keepContact', 'contact', { organisation, kind: 'DUTY_PHONE', name: 'Duty room', phone: '0356-6200001' })
      await change('keepContact', 'contact', { organisation, kind: 'HEAD', name: 'Head', phone: '13800000001' })
      incident = await change('openIncident', 'incident', {
        facts: { title: 'LC0001 forecourt fire', kind: 'FIRE', station: 'LC0001', occurredAt: new Date().toISOString() }, counts: { deaths: 4 },
      })
      await change('startResponse', 'incident', { incident, level: 'II', order: { byVoice: 'COMMANDER', orderedBy: 'the commander', reason: 'as a first step' } })
      opened = await openPage(browser, { width: 1920, height: 1000 })
      await opened.context.addCookies(cookie.split('; ').map((it) => ({ name: it.split('=')[0], value: it.slice(it.indexOf('=') + 1), url: hub.url })))
      await opened.page.goto(`${hub.url}/console/incidents/${incident}?lang=${language}`)
      await opened.page.getByRole('button', { name: word.all }).click()
      await unit('县应急管理局').getByText(word.waiting).waitFor()
      await opened.page.locator('.notice-head', { hasText: word.lost }).waitFor()
      await becomes(() => taken.length, 1, 'messages that the gateway has')
      assert.match(taken[0].text, /Ⅱ级/)
      await opened.page.locator('.notice-units li[data-standing=UNREACHABLE]').nth(20).waitFor()
      await becomes(() => opened.page.locator('.notice-units li').first().getAttribute('data-standing'), 'UNREACHABLE', 'who comes first')
      await shoot('told', 1366)
      await shoot('told', 1920)
    })

    it('shows an answer that the gateway brings', async () => {
      await tell([{ id: taken[0].id, state: 'delivered', at: new Date().toISOString() }])
      await tell([{ id: taken[0].id, state: 'answered', at: new Date().toISOString(), answer: '张队带队，02:30到' }])
      await unit('县应急管理局').getByText('张队带队').waitFor()
      await unit('县应急管理局').getByText(word.answered).first().waitFor()
    })

    it('takes an answer that was spoken, of a unit that no gateway reaches', async () => {
      const first = opened.page.locator('.notice-units li[data-standing=UNREACHABLE]').first()
      const name = await first.locator('b').nth(1).textContent()
      await first.getByRole('button', { name: word.enter }).click()
      await opened.page.locator('.ant-modal #answer').fill('called back by radio')
      await opened.page.locator('.ant-modal-footer .ant-btn-primary').click()
      await opened.page.locator('.notice-units li[data-standing=ANSWERED]', { hasText: name }).getByText('called back by radio').waitFor()
    })

    it('sends what is written to a group, and passes it on at a press', async () => {
      await opened.page.getByRole('button', { name: word.write }).click()
      await opened.page.locator('.ant-modal #text').fill('Report how many you are')
      await opened.page.locator('.ant-modal .ant-checkbox-wrapper').first().click()
      await opened.page.locator('.ant-modal-footer .ant-btn-primary').click()
      await becomes(() => taken.length, 2, 'the gateway has the message')
      await opened.page.locator('.ant-modal').waitFor({ state: 'detached' })
      await opened.page.locator('.notice-head', { hasText: word.lost }).nth(1).waitFor()
      await opened.page.locator('.ant-collapse-item').filter({ has: opened.page.locator('.notice-head') }).first().locator('.ant-collapse-header').click()
      for (const all of await opened.page.getByRole('button', { name: word.all }).all()) await all.click()
      await unit('县应急管理局').getByRole('button', { name: word.passOn }).click()
      await becomes(() => taken.length, 3, 'the head has the message')
      assert.equal(taken[2].to, '13800000001')
      await unit('县应急管理局').getByText(word.next).waitFor()
      await shoot('passed', 1366)
    })

    it('runs clean', () => assertClean(opened.faults))
  })
}
