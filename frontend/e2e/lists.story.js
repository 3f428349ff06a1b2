// The desk's lists: what is seen of one stands in its address, how it looks stays on the
// browser, and its file and its sheet of paper are what is on the screen.
import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, assertFits, assertWhole, openBrowser, openPage } from './browser.js'
import { becomes, Hub, until } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const words = {
  'zh-CN': { view: /显示/, comfortable: '宽松', csv: /CSV/, whole: '含未显示的列', clear: '清除筛选', none: '没有符合筛选条件', printed: /打印时间：\d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间，Asia\/Shanghai）/, county: '陵川县', owner: '所属', code: '站点编号' },
  en: { view: /View/, comfortable: 'Comfortable', csv: /CSV/, whole: 'With columns not shown', clear: 'Clear filters', none: 'Nothing matches', printed: /Printed at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(Asia\/Shanghai\)/, county: 'Lingchuan', owner: 'Owner', code: 'Station code' },
}

for (const language of Object.keys(words)) {
  describe(`the desk's lists, ${language}`, () => {
    const word = words[language]
    let hub, browser, desk
    const rows = () => desk.page.locator('.list tr[data-row-key]')
    const heads = () => desk.page.locator('.list thead th').allTextContents()
    const open = async (path) => {
      await desk.page.goto(`${hub.url}${path}`)
      await rows().first().waitFor()
    }
    const shoot = async (face) => {
      for (const [width, height] of [[1366, 768], [1920, 1080]]) {
        await desk.page.setViewportSize({ width, height })
        await assertWhole(desk.page, `${face} at ${width}`)
        await assertFits(desk.page, face)
        await desk.page.screenshot({ path: `${folder}lists-${face}-${width}-${language}.png` })
      }
    }
    const csv = async (table) => {
      await desk.page.locator(`[data-export=${table}]`).click()
      const coming = desk.page.waitForEvent('download')
      await desk.page.getByRole('menuitem', { name: word.csv }).click()
      const text = (await readFile(await (await coming).path())).toString().replace('\ufeff', '')
      return text.split('\r\n').filter(Boolean)
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start()
      const cookie = await hub.person('officer', 'Duty desk', '--role', 'DUTY_OFFICER')
      browser = await openBrowser()
      desk = await openPage(browser, { width: 1366, height: 768 })
      await desk.context.addCookies(cookie.split('; ').map((it) => {
        const [name, value] = it.split('=')
        return { name, value, url: hub.url }
      }))
      await desk.page.goto(`${hub.url}/console/stations?lang=${language}`)
      await rows().first().waitFor()
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('is filtered from the keyboard, and the address says so', async () => {
      const { page } = desk
      const all = await rows().count()
      await page.locator('h1').first().click()
      await page.keyboard.press('/')
      await page.keyboard.type('LC000')
      await page.waitForURL('**search=LC000*')
      await becomes(() => rows().count(), 9, 'nine stations begin with LC000')
      assert.ok(all > 9)
      await page.locator('.list-found', { hasText: /9/ }).waitFor()
      await page.locator('.list thead th').first().click()
      await page.waitForURL('**sort=code*')
      await page.locator('.list thead th').first().click()
      await page.waitForURL('**sort=-code*')
      await rows().first().filter({ hasText: 'LC0009' }).waitFor()
      await shoot('stations')
    })

    it('is the same after a reload, and Back undoes the last change', async () => {
      const { page } = desk
      await page.reload()
      await rows().first().filter({ hasText: 'LC0009' }).waitFor()
      await becomes(() => rows().count(), 9, 'stations that begin with LC000')
      await becomes(() => page.locator('.list-text input').inputValue(), 'LC000', 'the filter')
      await page.goBack()
      await rows().first().filter({ hasText: 'LC0001' }).waitFor() // the order before
      await page.goBack()
      await page.goBack()
      await until(async () => (await rows().count()) > 9, 'all stations')
      await becomes(() => page.locator('.list-text input').inputValue(), '', 'no filter')
      await page.goForward()
      await becomes(() => rows().count(), 9, 'the filter again')
    })

    it('is walked by arrows, and Enter opens a row', async () => {
      const { page } = desk
      await rows().first().focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/station/LC0002')
      await page.goBack()
      await becomes(() => rows().count(), 9, 'the rows as before')
    })

    it('shows the columns that were chosen in their order, and as close, after a reload too', async () => {
      const { page } = desk
      await page.locator('.list-bar').getByRole('button', { name: word.view }).click()
      const column = (key) => page.locator(`.list-view [data-column=${key}]`)
      await column('class').getByRole('checkbox').uncheck()
      await column('link').getByRole('checkbox').uncheck()
      await column('name').getByRole('checkbox').uncheck()
      for (let n = 0; n < 2; n++) await column('owner').getByRole('button').first().click()
      assert.ok(await column('code').getByRole('checkbox').isDisabled())
      await page.locator('.list-view').getByText(word.comfortable).click()
      await shoot('view')
      await page.reload()
      await rows().first().waitFor()
      await becomes(async () => (await heads()).length, 4, 'columns')
      assert.deepEqual((await heads()).slice(0, 2), [word.code, word.owner])
      await page.locator('.list[data-density=comfortable]').waitFor()
    })

    it('has a file with the filters and columns that are on the screen', async () => {
      const lines = await csv('stations')
      const shown = await heads()
      const head = lines[0].split(',')
      assert.equal(head.length, shown.length, lines[0])
      assert.deepEqual(head.slice(0, 2), [word.code, word.owner])
      assert.equal(lines.length, 1 + 9 + 1)
      assert.ok(lines.slice(1, 10).every((l) => l.startsWith('LC000')))
      await desk.page.locator('[data-export=stations]').click()
      await desk.page.getByRole('menuitem', { name: word.whole }).waitFor()
      await desk.page.keyboard.press('Escape')
    })

    it('goes to paper with its county, filters and time, all rows and no button', async () => {
      const { page } = desk
      await open('/console/devices')
      await writeFile(`${folder}lists-devices-${language}.pdf`, await page.pdf({ preferCSSPageSize: true }))
      await open('/console/contacts?show=bound')
      await writeFile(`${folder}lists-contacts-${language}.pdf`, await page.pdf({ preferCSSPageSize: true }))
      await open('/console/stations?search=LC00&sort=-code')
      await page.emulateMedia({ media: 'print' })
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
      const sheet = await page.locator('.list-sheet').innerText()
      assert.match(sheet, word.printed)
      assert.ok(sheet.includes(word.county) && sheet.includes('LC00'), sheet)
      await becomes(() => page.locator('button:visible, .ant-menu:visible, .desk-header:visible').count(), 0, 'nothing to press')
      const width = (of) => page.evaluate((it) => document.querySelector(it).getBoundingClientRect().width, of)
      await until(async () => (await width('.list table')) > 0.95 * (await width('body')), 'as wide as the paper')
      assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.list thead')).display), 'table-header-group')
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
      await page.emulateMedia({ media: null })
      await writeFile(`${folder}lists-stations-${language}.pdf`, await page.pdf({ preferCSSPageSize: true }))
      await becomes(() => page.locator('.list-sheet').count(), 0, 'the screen is as before')
    })

    it('tells that nothing matches apart from that there is nothing and that nobody knows', async () => {
      const { page } = desk
      await page.goto(`${hub.url}/console/stations?search=nowhere`)
      await page.locator('[data-nothing=filtered]', { hasText: word.none }).waitFor()
      await shoot('none')
      await page.locator('[data-nothing] button', { hasText: word.clear }).click()
      await rows().first().waitFor()
      await page.goto(`${hub.url}/console/quarantine`)
      await page.locator('[data-nothing=none]').waitFor()
      assertClean(desk.faults)
      await page.route('**/graphql', (route) => (route.request().postData()?.includes('Devices') ? route.abort() : route.continue()))
      await page.goto(`${hub.url}/console/devices`)
      await page.locator('[data-nothing=unknown]').waitFor()
      await page.unroute('**/graphql')
      desk.faults.length = 0 // the requests that were cut off
    })

    it('passes over an address that makes no sense', async () => {
      const { page } = desk
      await open('/console/stations?state=NEVER,&sort=colour&page=-7&search=%20&area=1e9&x[]=1')
      await page.locator('.list-found', { hasText: /\d\d/ }).waitFor()
      await until(async () => (await rows().count()) > 9, 'all stations')
    })

    it('meets no error, breaks no policy', () => assertClean(desk.faults))
  })
}
