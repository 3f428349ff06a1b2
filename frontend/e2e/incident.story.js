// A night at the desk, in the browser: a fire from the first report to the printed
// final one, in both languages.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, openBrowser, openPage, settled } from './browser.js'
import { becomes, Hub, slow, until } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const words = {
  'zh-CN': { general: '一般', larger: '较大', two: 'Ⅱ级响应', one: 'Ⅰ级响应', late: '已逾期', acknowledged: '已签收', support: '指挥权已移交', ended: '响应已终止', closed: '已结案', fire: '火灾' },
  en: { general: 'General', larger: 'Larger', two: 'Level Ⅱ', one: 'Level Ⅰ', late: 'Late', acknowledged: 'Acknowledged', support: 'Command lies with', ended: 'Response ended', closed: 'Closed', fire: 'Fire' },
}
/** Buttons by their place in both catalogues: antd spaces two Chinese characters. */
const label = {
  firstReport: [/录入首报/, /Enter a first report/], meet: [/登记已报/, /Record as told/], start: [/启动响应/, /Start response/],
  adjust: [/调整响应/, /Adjust response/], end: [/终止响应/, /End response/], count: [/更新伤亡/, /Update casualties/],
  draftFirst: [/起草首报/, /Draft: First/], draftFinal: [/起草终报/, /Draft: Final/], send: [/发\s*送/, /^Send$/],
  acknowledge: [/签\s*收/, /Acknowledge/], handOver: [/移交指挥权/, /Hand over command/], takeBack: [/收回指挥权/, /Take command back/],
  confirm: [/确认此命令/, /Confirm this order/], close: [/结\s*案/, /^Close$/], edit: [/^修\s*改$/, /^Edit$/],
}

for (const [place, language] of ['zh-CN', 'en'].entries()) {
  describe(`an incident at the desk, ${language}`, () => {
    const word = words[language]
    let hub, browser, duty, commander, incident, cookies
    const shoot = async (page, face) => {
      await settled(page)
      await page.screenshot({ path: `${folder}incident-${face}-${language}.png`, fullPage: true })
    }
    const as = async (cookie) => {
      const opened = await openPage(browser, { width: 1600, height: 1000 })
      await opened.context.addCookies(cookie.split('; ').map((it) => {
        const [name, value] = it.split('=')
        return { name, value, url: hub.url }
      }))
      await opened.page.goto(`${hub.url}/console/incidents?lang=${language}`)
      return opened
    }
    const button = (page, name) => page.getByRole('button', { name: label[name][place] })
    const fill = async (page, values) => {
      for (const [name, value] of Object.entries(values)) await page.locator(`.ant-modal #${name}`).fill(value)
    }
    const submit = async (page) => {
      await page.locator('.ant-modal-footer .ant-btn-primary').click()
      await page.locator('.ant-modal').waitFor({ state: 'detached' })
    }
    const head = (page, text) => page.locator('.incident-head', { hasText: text }).waitFor()
    const clock = (page, name) => page.locator(`[data-duty=${name}]`)

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start()
      cookies = [await hub.person('duty', 'Duty desk', '--role', 'DUTY_OFFICER'), await hub.person('commander', 'Commander', '--role', 'COMMANDER')]
      browser = await openBrowser()
      duty = await as(cookies[0])
      commander = await as(cookies[1])
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('takes the first report by keyboard alone, in under a minute', async () => {
      const { page } = duty
      const minute = new Date(Date.now() + 7.95 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') // three ago, by the county's clocks
      await button(page, 'firstReport').waitFor()
      const began = Date.now()
      await button(page, 'firstReport').press('Enter')
      await page.locator('.ant-modal #title:focus').waitFor()
      const keys = page.keyboard
      await keys.type('LC0001 forecourt fire')
      await keys.press('Tab')
      await keys.type('FIRE')
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active', { hasText: word.fire }).waitFor()
      await keys.press('Enter')
      await keys.press('Tab')
      await keys.type('LC0001')
      const stations = page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '·' })
      await becomes(() => stations.count(), 1, 'stations of that code')
      await stations.and(page.locator('.ant-select-item-option-active')).waitFor()
      await keys.press('Enter')
      await keys.press('Tab')
      await keys.press('Control+a')
      await keys.type(minute)
      for (const key of ['Enter', 'Tab', 'Tab']) await keys.press(key)
      for (const figure of ['2', '0', '1', '0', '0', '10']) {
        await keys.type(figure)
        await keys.press('Tab')
      }
      await keys.type('station head, by phone')
      await shoot(page, 'first')
      await keys.press('Control+Enter')
      await page.waitForURL(/console\/incidents\/.+/)
      assert.ok(Date.now() - began < 60_000 * slow)
      incident = new URL(page.url()).pathname
      await head(page, word.general)
      await clock(page, 'CITY_BRIEF').waitFor()
      await page.getByText(minute).first().waitFor()
    })

    it('counts down by the second', async () => {
      const { page } = duty
      const left = () => clock(page, 'CITY_BRIEF').locator('.left').textContent()
      const first = await left()
      const then = await until(async () => (await left()) !== first && left(), 'another second')
      for (const it of [first, then]) assert.match(it, /\d\d:\d\d/)
    })

    it('records a call, and the clock stops', async () => {
      const { page } = duty
      await clock(page, 'COUNTY_NOTICE').getByRole('button').click()
      await fill(page, { recipient: 'county duty room', receipt: '17' })
      await submit(page)
      await clock(page, 'COUNTY_NOTICE').waitFor({ state: 'detached' })
    })

    it('enters a spoken order for Ⅱ; the post confirms it on its own page', async () => {
      const { page } = duty
      await button(page, 'start').click()
      await fill(page, { orderedBy: 'the commander', commandPost: 'north gate' })
      await shoot(page, 'start')
      await submit(page)
      await head(page, word.two)
      await commander.page.goto(`${hub.url}${incident}`)
      await button(commander.page, 'confirm').click()
      await button(commander.page, 'confirm').waitFor({ state: 'detached' })
    })

    it('acknowledges a task', async () => {
      const { page } = duty
      await page.locator('.incident-task[data-state=OPEN]').first().waitFor()
      await button(page, 'acknowledge').first().click()
      await page.locator('.incident-task[data-state=ACKNOWLEDGED]', { hasText: word.acknowledged }).waitFor()
    })

    it('shows both versions where two edit the facts, and loses nothing', async () => {
      await button(duty.page, 'edit').first().click()
      await fill(duty.page, { address: 'south gate' })
      await button(commander.page, 'edit').first().click()
      await fill(commander.page, { address: 'north gate' })
      await submit(commander.page)
      await duty.page.locator('.ant-modal-footer .ant-btn-primary').click()
      const conflict = duty.page.locator('.incident-conflict')
      await conflict.getByText('south gate').waitFor()
      await conflict.getByText('north gate').waitFor()
      await shoot(duty.page, 'conflict')
      await submit(duty.page)
      await commander.page.getByText('south gate').first().waitFor()
    })

    it('drafts and sends the first report, which meets its clock', async () => {
      const { page } = duty
      await button(page, 'draftFirst').click()
      await fill(page, { EXTENT: '站区及北侧道路', TREND: '火势已控制' })
      await submit(page)
      await page.locator('[data-report=FIRST]').getByRole('button', { name: label.send[place] }).click()
      await fill(page, { recipient: 'city duty room', receipt: 'fax 3' })
      await submit(page)
      await clock(page, 'CITY_BRIEF').waitFor({ state: 'detached' })
      await shoot(page, 'sent')
    })

    it('counts four dead: larger, and what is owed anew', async () => {
      const { page } = duty
      await button(page, 'count').click()
      await fill(page, { deaths: '4', source: 'hospital' })
      await submit(page)
      await head(page, word.larger)
      await clock(page, 'CASUALTY_CHANGE').waitFor()
      await clock(page, 'CITY_PHONE').waitFor()
      await shoot(page, 'larger')
    })

    it('goes to Ⅰ by the commander, who hands command over and takes it back', async () => {
      const { page } = commander
      await button(page, 'adjust').click()
      await submit(page)
      await head(page, word.one)
      await button(page, 'handOver').click()
      await fill(page, { to: 'city headquarters', receivedBy: 'city commander' })
      await submit(page)
      await duty.page.getByText(word.support).first().waitFor()
      await button(page, 'takeBack').click()
      await fill(page, { reason: 'the city withdrew' })
      await submit(page)
    })

    it('ends the response once each condition is confirmed', async () => {
      const { page } = commander
      await button(page, 'end').click()
      const boxes = page.locator('.ant-modal .ant-checkbox-input')
      for (const i of [0, 1, 2]) await boxes.nth(i).check()
      await page.locator('.ant-modal-footer .ant-btn-primary').click()
      await page.locator('.ant-form-item-explain-error', { hasText: '§5.9' }).waitFor()
      await boxes.nth(3).check()
      await shoot(page, 'end')
      await submit(page)
      await head(duty.page, word.ended)
    })

    it('closes after the final report, which prints as A4', async () => {
      const { page } = duty
      await button(page, 'draftFinal').click()
      await fill(page, { RESULT: '明火扑灭，现场清理完毕', PUBLIC_ORDER: '平稳', AFTERMATH: '家属已安置', RECONSTRUCTION: '停业整改', INVESTIGATION: '调查组已成立', unit: '陵川县应急管理局' })
      await submit(page)
      await page.locator('[data-report=FINAL]').getByRole('button', { name: label.send[place] }).click()
      await fill(page, { recipient: 'city duty room' })
      await submit(page)
      await clock(page, 'CASUALTY_CHANGE').waitFor({ state: 'detached' }) // and with it all that the report has met
      const owed = page.locator('.incident-clock .ant-btn')
      for (let before = await owed.count(); before > 0; before = await owed.count()) {
        await owed.first().click()
        await fill(page, { recipient: 'duty room' })
        await submit(page)
        await page.waitForFunction((n) => document.querySelectorAll('.incident-clock .ant-btn').length < n, before)
      }
      await button(page, 'close').click()
      await submit(page)
      await head(page, word.closed)
      await shoot(page, 'closed')

      for (const [kind, title] of [['FIRST', '生产安全事故信息（首报）'], ['FINAL', '生产安全事故信息（终报）']]) {
        const href = await page.locator(`[data-report=${kind}] a[href*="/console/reports/"]`).getAttribute('href')
        const sheet = await duty.context.newPage()
        await sheet.goto(`${hub.url}${href}`)
        await sheet.getByRole('heading', { name: title }).waitFor()
        const pdf = await sheet.pdf({ path: `${folder}incident-report-${kind}-${language}.pdf`, preferCSSPageSize: true })
        assert.match(pdf.toString('latin1'), /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/)
        await sheet.screenshot({ path: `${folder}incident-report-${kind}-${language}.png`, fullPage: true })
        await sheet.close()
      }
    })

    it('keeps it in the list of what has ended', async () => {
      const { page } = duty
      await page.goto(`${hub.url}/console/incidents?show=ended`)
      await page.getByText('LC0001 forecourt fire').waitFor()
      await shoot(page, 'list')
    })

    it('makes a duty that is late unmistakable, in the list and on its page', async () => {
      const { page } = duty
      const hours = (n) => new Date(Date.now() - n * 3_600_000).toISOString()
      await page.goto(`${hub.url}/console/incidents`)
      await page.locator('.list-found').waitFor()
      const { data } = await ask(hub, cookies[0], 'mutation ($input: OpenIncidentInput!) { openIncident(input: $input) { incident { id } userErrors { message } } }', {
        input: { facts: { title: 'Tanker on its side', kind: 'FIRE', station: 'LC0001', occurredAt: hours(2) }, idempotencyKey: 'late' },
      })
      assert.deepEqual(data.openIncident.userErrors, [])
      const row = page.locator('tbody tr', { hasText: 'Tanker on its side' })
      await row.locator('.clock-LATE').waitFor()
      await shoot(page, 'list-late')
      await row.getByRole('link').click()
      await clock(page, 'CITY_PHONE').getByText(word.late).first().waitFor()
      await page.locator('.send-now').first().waitFor()
      await shoot(page, 'late')
    })

    it('meets no error, breaks no policy', () => {
      for (const { faults } of [duty, commander]) assertClean(faults)
    })
  })
}
