// A change of shifts in the middle of a fire, and how units are reached, in the
// browser: nobody is on duty at first, and every face says so.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, assertFills, assertFits, assertWhole, openBrowser, openPage, settled } from './browser.js'
import { becomes, Hub } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const words = {
  'zh-CN': {
    nobody: '无人登记值班', set: /登记班次/, handOver: /^交\s*班$/, takeOver: /^接\s*班$/, waiting: '待接班', another: '须由他人接班', late: '已逾期',
    change: /^修\s*改$/, cancel: /^取\s*消$/, cancelled: '已取消', leader: '带班领导', begun: '已经开始', remarks: '尚未被接',
    missing: '缺', add: /^登\s*记$/, check: '核对无误', unchecked: '从未核对', checked: '0 天前', complete: /中 0 个已报齐/, one: /中 1 个已报齐/, email: '格式不对', lacking: '未报齐', gap: '无人登记',
  },
  en: {
    nobody: 'no one entered as on duty', set: /Set a turn/, handOver: /^Hand over$/, takeOver: /^Take over$/, waiting: 'to be taken', another: 'another has to take it', late: 'Late',
    change: /^Change$/, cancel: /^Take back$/, cancelled: 'taken back', leader: 'Leader', begun: 'has begun', remarks: 'has not been taken',
    missing: 'missing', add: /^File one$/, check: 'Found right', unchecked: 'never checked', checked: '0 d ago', complete: /^0 of/, one: /^1 of/, email: 'An address is needed', lacking: 'Not complete', gap: 'no one',
  },
}

const began = Date.now()
/** An instant as a clock in the county shows it, for a picker. */
const shown = (hours) => new Date(began + (hours + 8) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

for (const language of Object.keys(words)) {
  describe(`the duty room and contacts, ${language}`, () => {
    const word = words[language]
    let hub, browser, day, night, wall, cookies
    const as = async (cookie, path, size = {}) => {
      const opened = await openPage(browser, { width: 1366, height: 900, ...size })
      await opened.context.addCookies(cookie.split('; ').map((it) => {
        const [name, value] = it.split('=')
        return { name, value, url: hub.url }
      }))
      await opened.page.goto(`${hub.url}${path}?lang=${language}`)
      return opened
    }
    const look = async (page, face) => {
      for (const width of [1366, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        await assertWhole(page, `${face} at ${width}`)
        await assertFits(page, face)
        await page.screenshot({ path: `${folder}duty-${face}-${width}-${language}.png`, fullPage: true })
      }
    }
    const submit = async (page) => {
      await page.locator('.ant-modal-footer .ant-btn-primary').click()
      await page.locator('.ant-modal').waitFor({ state: 'detached' })
    }
    const button = (page, name) => page.getByRole('button', { name })
    const pick = async (page, field, hours) => {
      await page.locator(`.ant-modal #${field}`).fill(shown(hours))
      await page.keyboard.press('Enter')
    }
    const setTurn = async (page, { name, phone, since, until, leads }) => {
      await button(page, word.set).click()
      if (leads) {
        await page.locator('.ant-modal .ant-select:has(#duty)').click()
        await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: word.leader }).first().click()
      }
      await page.locator('.ant-modal #name').fill(name)
      if (phone) await page.locator('.ant-modal #phone').fill(phone)
      await pick(page, 'since', since)
      await pick(page, 'until', until)
      await submit(page)
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start()
      cookies = [await hub.person('day', 'Day desk', '--role', 'DUTY_OFFICER'), await hub.person('night', 'Night desk', '--role', 'DUTY_OFFICER')]
      const occurredAt = new Date(Date.now() - 25 * 60_000).toISOString()
      const { data, errors } = await ask(hub, cookies[0], `mutation($in: OpenIncidentInput!) { openIncident(input: $in) { incident { id } userErrors { message } } }`, {
        in: { facts: { title: 'LC0001 forecourt fire', kind: 'FIRE', station: 'LC0001', occurredAt, heardAt: occurredAt }, counts: { deaths: 3 }, idempotencyKey: 'fire' },
      })
      assert.deepEqual([errors, data.openIncident.userErrors], [undefined, []])
      browser = await openBrowser()
      day = await as(cookies[0], '/console/duty')
      night = await as(cookies[1], '/console/duty')
      wall = await as(await hub.enrol('Wall'), '/wall', { width: 1920, height: 1080 })
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('says on every face that nobody is entered', async () => {
      await day.page.locator('.duty-nobody[role=alert]').waitFor()
      await becomes(() => day.page.locator('.duty-gaps li').count(), 2, 'both parts have a gap')
      await wall.page.locator('.on-duty', { hasText: word.nobody }).waitFor()
      await look(day.page, 'nobody')
      await day.page.goto(`${hub.url}/console/incidents`)
      await day.page.locator('.on-duty', { hasText: word.nobody }).waitFor()
      await day.page.goto(`${hub.url}/console/duty`)
    })

    it('sets who is on duty, and tells the gap that is left', async () => {
      const { page } = day
      await setTurn(page, { name: 'Li Lead', since: -1, until: 47, leads: true, phone: '0356 6202001' })
      await setTurn(page, { name: 'Wang Desk', since: -1, until: 8, phone: '0356 6202000' })
      await page.locator('.duty-now li', { hasText: 'Wang Desk' }).getByText('0356 6202000').waitFor()
      await becomes(() => page.locator('.duty-gaps li').count(), 1, 'the leader has none any more')
      await page.locator('.duty-gap', { hasText: word.gap }).first().waitFor()
      await setTurn(page, { name: 'Zhao Night', since: 8, until: 30 })
      await page.locator('.duty-full').waitFor()
      await look(page, 'roster')
    })

    it('refuses a second leader at the field, in the reader’s words', async () => {
      const { page } = day
      await button(page, word.set).click()
      await page.locator('.ant-modal .ant-select:has(#duty)').click()
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: word.leader }).first().click()
      await page.locator('.ant-modal #name').fill('Second Lead')
      await pick(page, 'since', 1)
      await pick(page, 'until', 5)
      await page.locator('.ant-modal-footer .ant-btn-primary').click()
      await page.locator('.ant-form-item:has(#since) .ant-form-item-explain-error').waitFor()
      await page.locator('.ant-modal-footer .ant-btn').first().click()
      await page.locator('.ant-modal').waitFor({ state: 'detached' })
    })

    it('changes the end of a turn that runs, and takes one back with a reason', async () => {
      const { page } = day
      await page.locator('.duty-turns li', { hasText: 'Wang Desk' }).first().getByRole('button', { name: word.change }).click()
      await page.locator('.ant-modal', { hasText: word.begun }).waitFor()
      assert.equal(await page.locator('.ant-modal #name').count(), 0)
      await pick(page, 'until', 7)
      await submit(page)
      await becomes(() => page.locator('.duty-gaps li').count(), 1, 'the gap that the change leaves')
      await page.locator('.duty-turns li', { hasText: 'Zhao Night' }).first().getByRole('button', { name: word.cancel }).click()
      await page.locator('.ant-modal #reason').fill('swapped with the day shift')
      await submit(page)
      await page.locator('.duty-turns li[data-cancelled]', { hasText: word.cancelled }).first().waitFor()
    })

    it('hands over with what is open, and another takes it', async () => {
      await button(day.page, word.handOver).click()
      await day.page.locator('.ant-modal #remarks').fill('The city waits for the call about the fire.')
      await submit(day.page)
      const mine = day.page.locator('tbody tr', { hasText: word.waiting }).first()
      await mine.getByText(word.another).waitFor()
      assert.equal(await mine.getByRole('button', { name: word.takeOver }).count(), 0)

      await night.page.reload()
      await button(night.page, word.takeOver).click()
      const dialog = night.page.locator('.ant-modal')
      await dialog.getByText('LC0001 forecourt fire').waitFor()
      await dialog.locator('.clock-LATE', { hasText: word.late }).first().waitFor()
      await settled(night.page)
      await night.page.screenshot({ path: `${folder}duty-take-${language}.png` })
      await night.page.locator('.ant-modal #remarks').fill('Called at once.')
      await submit(night.page)
      const row = night.page.locator('tbody tr', { hasText: 'Called at once.' }).first()
      await row.waitFor()
      await row.locator('.ant-table-row-expand-icon').click()
      await night.page.locator('.duty-open', { hasText: 'LC0001 forecourt fire' }).waitFor()
      await look(night.page, 'handed')
    })

    it('asks why where a hand-over that waits is replaced', async () => {
      await button(day.page, word.handOver).click()
      await submit(day.page)
      await button(day.page, word.handOver).click()
      await day.page.locator('.ant-modal .console-note', { hasText: word.remarks }).waitFor()
      await day.page.locator('.ant-modal-footer .ant-btn-primary').click()
      await day.page.locator('.ant-form-item:has(#remarks) .ant-form-item-explain-error').waitFor()
      await day.page.locator('.ant-modal #remarks').fill('The night shift is late.')
      await submit(day.page)
      await day.page.locator('tbody tr', { hasText: 'The night shift is late.' }).waitFor()
    })

    it('the wall says who is on duty, without cutting anything', async () => {
      const { page } = wall
      await page.reload()
      await page.locator('.on-duty', { hasText: /Li Lead.*Wang Desk/ }).waitFor()
      for (const [size, viewport] of Object.entries({ '1080p': { width: 1920, height: 1080 }, '4k': { width: 3840, height: 2160 } })) {
        await page.setViewportSize(viewport)
        await settled(page)
        const cut = () => page.evaluate(() => [...document.querySelectorAll('.wall-header *')].filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline').map((it) => it.className))
        await becomes(cut, [], 'nothing in the header is cut')
        await assertFills(page, viewport)
        await page.screenshot({ path: `${folder}duty-wall-${size}-${language}.png` })
      }
    })

    it('shows what units have yet to file, and files, checks and retires contacts', async () => {
      const { page } = day
      await page.goto(`${hub.url}/console/contacts`)
      await page.locator('.console-bar', { hasText: /§6\.7/ }).waitFor()
      await page.locator('.console-bar > b', { hasText: word.complete }).waitFor()
      const unit = page.locator('tbody tr', { hasText: 'COMMERCE' })
      await becomes(() => unit.locator('.contact-missing').count(), 3, 'contacts that are missing')
      const file = async (column, values) => {
        await unit.locator('td').nth(column).getByRole('button', { name: word.add }).click()
        for (const [name, value] of Object.entries(values)) await page.locator(`.ant-modal #${name}`).fill(value)
      }
      await file(1, { name: 'Duty room', phone: '0356 6202002' })
      await submit(page)
      await unit.getByText('0356 6202002').waitFor()
      await file(2, { name: 'Duty room', email: 'no address' })
      await page.locator('.ant-modal-footer .ant-btn-primary').click()
      await page.locator('.ant-form-item:has(#email) .ant-form-item-explain-error', { hasText: word.email }).waitFor()
      await page.locator('.ant-modal #email').fill('duty@commerce.example')
      await submit(page)
      await file(3, { name: 'Head of the bureau', phone: '13900000000' })
      await submit(page)
      await page.locator('.console-bar > b', { hasText: word.one }).waitFor()
      await becomes(() => unit.getByText(word.unchecked).count(), 3, 'contacts that nobody checked')
      assert.equal(await unit.locator('.contact-missing').count(), 0)
      await unit.getByRole('button', { name: word.check }).first().click()
      await unit.getByText(word.checked).waitFor()
      await look(page, 'contacts')
      await page.locator('.ant-segmented-item', { hasText: word.lacking }).click()
      await unit.waitFor({ state: 'detached' })
    })

    it('keeps numbers out of the log, and meets no error', async () => {
      assert.ok(!/6202|commerce\.example|13900000000/.test(hub.output))
      for (const { faults } of [day, night, wall]) assertClean(faults)
    })
  })
}
