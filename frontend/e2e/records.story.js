// The desk's records in the browser: supervision equipment from its purchase to its
// acceptance, by keyboard, and lists as files.
import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, assertFits, assertWhole, openBrowser, openPage } from './browser.js'
import { becomes, Hub } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const words = {
  'zh-CN': { begin: '启动安装', none: '未启动', procured: '已采购', sign: /登记为「已签合同」/, contracted: '已签合同', mend: '更正资料', cost: '金额', late: '逾期', workbook: /XLSX/, csv: /CSV/, county: '陵川县' },
  en: { begin: 'Begin', none: 'Not begun', procured: 'Procured', sign: /Enter "Contracted"/, contracted: 'Contracted', mend: 'Mend', cost: 'A sum', late: 'late', workbook: /XLSX/, csv: /CSV/, county: 'Lingchuan' },
}

for (const language of Object.keys(words)) {
  describe(`the desk's records, ${language}`, () => {
    const word = words[language]
    let hub, browser, desk
    const look = async (face) => {
      for (const [width, height] of [[1366, 768], [1920, 1080]]) {
        await desk.page.setViewportSize({ width, height })
        await assertWhole(desk.page, `${face} at ${width}`)
        await assertFits(desk.page, face)
        await desk.page.screenshot({ path: `${folder}records-${face}-${width}-${language}.png` })
      }
    }
    const submit = async () => {
      await desk.page.locator('.ant-modal-footer .ant-btn-primary').click()
      await desk.page.locator('.ant-modal').waitFor({ state: 'detached' })
    }
    const exported = async (table, form) => {
      await desk.page.locator(`[data-export=${table}]`).click()
      const coming = desk.page.waitForEvent('download')
      await desk.page.getByRole('menuitem', { name: form }).click()
      const file = await coming
      return { name: file.suggestedFilename(), data: await readFile(await file.path()) }
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start()
      const cookie = await hub.person('commerce', 'Commerce desk', '--role', 'BUREAU_ANALYST', '--organisation', 'COMMERCE')
      browser = await openBrowser()
      desk = await openPage(browser, { width: 1366, height: 768 })
      await desk.context.addCookies(cookie.split('; ').map((it) => {
        const [name, value] = it.split('=')
        return { name, value, url: hub.url }
      }))
      await desk.page.goto(`${hub.url}/console/installations?lang=${language}`)
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('shows every station, how far it is, whether it is late, and the sums', async () => {
      const { page } = desk
      await becomes(() => page.locator('.installation-book tbody tr[data-row-key]').count(), 32, 'stations')
      await page.locator('.installation-late').first().waitFor() // lateness stands out
      await page.locator('.installation-book .ant-table-summary').waitFor()
      await look('book')
    })

    it('begins an installation and signs its contract, by keyboard', async () => {
      const { page } = desk
      await page.locator('tr', { hasText: 'LC0014' }).locator('.installation-state', { hasText: word.none }).focus() // a private station's
      await page.keyboard.press('Enter')
      await page.locator('.ant-drawer').getByRole('button', { name: word.begin, exact: true }).focus()
      await page.keyboard.press('Enter')
      await page.locator('.ant-modal #note').waitFor()
      await page.keyboard.press('Control+Enter')
      await page.locator('.ant-modal').waitFor({ state: 'detached' })
      await page.locator('.ant-drawer .installation-history li', { hasText: word.procured }).waitFor()
      await page.locator('.ant-drawer').getByRole('button', { name: word.sign }).click()
      await page.locator('.ant-modal #supplier').fill('First Meters')
      await page.locator('.ant-modal #cost').fill('12345.678')
      await page.locator('.ant-modal-footer .ant-btn-primary').click()
      await page.locator('.ant-modal .ant-form-item-explain-error').first().waitFor()
      await look('refused')
      await page.locator('.ant-modal #cost').fill('12345.67')
      await submit()
      await page.locator('.ant-drawer .installation-history li', { hasText: word.contracted }).waitFor()
      await page.locator('.installation-known', { hasText: '2,469.13' }).waitFor()
      await look('one')
      await page.keyboard.press('Escape')
      await page.locator('.ant-drawer').waitFor({ state: 'detached' })
    })

    it('gives the list as a workbook and as CSV, as it is filtered', async () => {
      const { page } = desk
      const book = await exported('installations', word.workbook)
      assert.ok(book.name.includes(word.county) && book.name.endsWith('.xlsx'), book.name)
      assert.equal(book.data.subarray(0, 2).toString(), 'PK')
      await page.getByPlaceholder(language === 'en' ? 'Find by station' : '按站点').fill('LC0001')
      await page.locator('.installation-book tbody tr[data-row-key]').nth(1).waitFor({ state: 'detached' })
      const csv = (await exported('installations', word.csv)).data.toString()
      const lines = csv.split('\r\n').filter(Boolean)
      assert.equal(lines.length, 1 + 3 + 1, csv)
      assert.ok(csv.startsWith('\ufeff') && lines.slice(1, 4).every((l) => l.startsWith('LC0001,')), csv)
      await page.locator('[data-export=installations]').click()
      await page.getByRole('menuitem', { name: word.csv }).waitFor()
      await look('export')
    })

    it('was quiet', () => assertClean(desk.faults))
  })
}
