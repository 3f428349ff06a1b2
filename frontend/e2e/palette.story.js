// The desk by keyboard alone: anything is found and opened, what waits for one's post is
// listed, and what was typed outlives a page that is torn down.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, openBrowser, openPage } from './browser.js'
import { becomes, until } from './hub.js'
import { asWhom } from './screens.js'
import { Staged } from './staged.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const size = { width: 1366, height: 768 }

for (const [place, language] of ['zh-CN', 'en'].entries()) {
  describe(`the desk by keyboard, ${language}`, () => {
    let staged, browser, page, context, faults
    const word = (...both) => both[place]
    const go = (path) => page.goto(`${staged.hub.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
    before(async () => {
      staged = await Staged.start()
      await staged.accident()
      browser = await openBrowser()
      ;({ page, context, faults } = await asWhom(staged, openPage, browser, 'commander', size))
    })
    after(async () => {
      await browser?.close()
      await staged?.stop()
    })

    it('lists what waits for the post, what is due first on top, and counts it in the menu', async () => {
      await go('/console/approvals')
      await page.getByText(word('报告待发送', 'Report to be sent')).waitFor()
      await page.getByText(word('响应待启动', 'Response to start')).waitFor()
      await until(async () => (await page.locator('.ant-menu a[href="/console/approvals"]').textContent()).includes('2'), 'the menu counts two')
      const told = await page.locator('.console-approvals').innerText()
      assert.ok(told.indexOf(word('报告待发送', 'Report to be sent')) < told.indexOf(word('响应待启动', 'Response to start')))
    })

    it('finds an incident, in Chinese by the first letters of its sounds, and opens it', async () => {
      await page.keyboard.press('Control+k')
      const input = page.locator('.palette-input')
      await until(() => input.evaluate((it) => it === document.activeElement), 'the cursor is where one types')
      await page.keyboard.type(word('cwcdjyzhz', '2026-002'))
      await page.locator('.palette-list [aria-selected=true]', { hasText: '崇文城东加油站火灾' }).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/console/incidents/${staged.incident}**`)
    })

    it('finds in the hub what the page has not loaded, each once, and moves no row that was chosen', async () => {
      await page.locator('.incident-head').waitFor()
      let answer
      const held = new Promise((resolve) => (answer = resolve))
      await page.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('"operationName":"Search"')) await held
        await route.continue()
      })
      await page.keyboard.press('Control+k')
      const row = (id) => page.locator(`.palette-list [data-entry="${id}"]`)
      await page.locator('.palette-list [data-entry^="station:"]').first().waitFor()
      await page.keyboard.type('LC0001')
      await row('station:LC0001').waitFor()
      await page.keyboard.press('ArrowDown')
      const chosen = () => page.locator('.palette-list [aria-selected=true]').evaluate((it) => [it.id, it.dataset.entry])
      const before = await chosen()
      const loaded = await page.locator('.palette-list [data-entry]').count()
      await page.getByText(word('正在查找指挥枢纽全部内容…', 'Searching the whole hub…')).waitFor()
      answer()
      await page.locator('.palette-list', { hasText: 'LC0001-C1' }).waitFor()
      assert.deepEqual(await chosen(), before)
      const ids = await page.locator('.palette-list [data-entry]').evaluateAll((all) => all.map((it) => it.dataset.entry))
      assert.equal(new Set(ids).size, ids.length)
      assert.ok(ids.length > loaded && ids.filter((id) => id.startsWith('tank:')).length > 1, ids.join())
      await page.screenshot({ path: `${folder}palette-hub-${language}.png` })
      await page.unrouteAll({ behavior: 'wait' })
      await page.keyboard.press('Escape')
      await page.locator('.palette-input').waitFor({ state: 'detached' })
    })

    it('opens a report by its number, with the keyboard alone', async () => {
      await page.keyboard.press('Control+k')
      await page.locator('.palette-input').waitFor()
      await page.keyboard.type('2026-002-1')
      await page.locator('.palette-list [aria-selected=true]', { hasText: '2026-002-1' }).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/console/reports/${staged.report}**`)
      await go(`/console/incidents/${staged.incident}`)
    })

    it('says when only what was loaded could be searched, and when there is more', async () => {
      await page.locator('.incident-head').waitFor()
      await page.keyboard.press('Control+k')
      await page.locator('.palette-list [data-entry^="station:"]').first().waitFor()
      await page.keyboard.type('LC00')
      await page.getByText(word('还有更多结果没有列出', 'There is more than is shown')).waitFor()
      await page.route('**/graphql', (route) =>
        route.request().postData()?.includes('"operationName":"Search"')
          ? route.fulfill({ status: 503, headers: { 'Retry-After': '5' }, body: '' })
          : route.continue(),
      )
      await page.keyboard.type('01')
      await page.getByText(word('未能查询指挥枢纽，只查找了本页已读取的内容。', 'only what this page has loaded was searched')).waitFor()
      await page.locator('.palette-list [data-entry="station:LC0001"]').waitFor()
      await page.screenshot({ path: `${folder}palette-alone-${language}.png` })
      await page.unrouteAll({ behavior: 'wait' })
      await page.keyboard.press('Escape')
      await page.locator('.palette-input').waitFor({ state: 'detached' })
    })

    it('goes to a section by two keys, and explains the keys', async () => {
      await page.locator('.incident-head').waitFor()
      await page.keyboard.press('g')
      await page.keyboard.press('s')
      await page.waitForURL('**/console/stations**')
      await page.keyboard.press('?')
      await page.locator('.ant-modal kbd').first().waitFor()
      await page.keyboard.press('Escape')
    })

    it('gives back what was typed when the page is torn down, and keeps no draft of what was sent', async () => {
      await go('/console/incidents?act=report')
      await page.locator('.ant-modal #title').fill('tanker leaks')
      await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))), 'it is kept')
      await page.close({ runBeforeUnload: false })
      page = await context.newPage()
      await go('/console/incidents?act=report')
      const title = page.locator('.ant-modal #title')
      await becomes(() => title.inputValue(), 'tanker leaks', 'the draft is back')
      await page.getByText(word(/已恢复 .* 的草稿/, /Draft of .* restored/)).waitFor()
      for (const [field, text] of [['kind', word('火灾', 'Fire')], ['place', 'LC0002']]) {
        await page.locator(`.ant-modal .ant-select:has(#${field})`).click()
        await page.locator(`.ant-modal #${field}`).fill(text)
        await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
      }
      await page.keyboard.press('Control+Enter')
      await page.locator('.incident-head', { hasText: 'tanker leaks' }).waitFor()
      await becomes(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))), [], 'drafts')
    })

    it('meets no error, breaks no policy', () => assertClean(faults, [/status of 503/]))
  })
}
