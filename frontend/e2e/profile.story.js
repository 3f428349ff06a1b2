// The county's data at the desk: taken as a file, changed, previewed and imported.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, assertFits, assertWhole, openBrowser, openPage } from './browser.js'
import { becomes, Hub } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const words = {
  'zh-CN': { download: /下载现行文件/, import: /^导\s?入$/, imported: /第 1 版生效/,
    wrong: ['没有这个字段；可用的字段：code, name, nameEn, kind, centre', '为 31；应为 1 至 30', '为“LPG”；应为以下之一：PETROL, DIESEL', '为“OPEN”；应为以下之一：PLANNED, OPERATING, SUSPENDED, CLOSED'],
    noZIP: '不是 ZIP 文件；请把县情数据的文件夹打包为 ZIP', tooLarge: '文件过大：至多 2097152 字节' },
  en: { download: /Download the files/, import: /^Import$/, imported: /version 1 is in force/,
    wrong: ['unknown field; known here are code, name, nameEn, kind, centre', 'is 31; 1 to 30 are needed', 'is "LPG"; one of PETROL, DIESEL is needed', 'is "OPEN"; one of PLANNED, OPERATING, SUSPENDED, CLOSED is needed'],
    noZIP: 'is no ZIP file; pack the folder of the profile as ZIP', tooLarge: 'the file is too large: at most 2097152 bytes are taken' },
}
// Python stands in for the person's program that unpacks and packs ZIP files.
const zip = (...args) => execFileSync('/usr/bin/python3', ['-m', 'zipfile', ...args])

for (const language of Object.keys(words)) {
  describe(`the county's data, ${language}`, () => {
    const word = words[language]
    let hub, browser, desk, work
    const look = async (face) => {
      for (const [width, height] of [[1366, 768], [1920, 1080]]) {
        await desk.page.setViewportSize({ width, height })
        await assertWhole(desk.page, `${face} at ${width}`)
        await assertFits(desk.page, face)
        await desk.page.screenshot({ path: `${folder}profile-${face}-${width}-${language}.png`, fullPage: true })
      }
    }
    const change = async (file, from, to) => {
      const text = await readFile(join(work, 'county', file), 'utf8')
      assert.ok(text.includes(from), `${file} has ${from}`)
      await writeFile(join(work, 'county', file), text.replace(from, to))
    }
    const send = async () => {
      await rm(join(work, 'changed.zip'), { force: true })
      zip('-c', join(work, 'changed.zip'), join(work, 'county'))
      await desk.page.locator('input[type=file]').setInputFiles(join(work, 'changed.zip'))
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      work = await mkdtemp(join(tmpdir(), 'profile-e2e-'))
      hub = await Hub.start()
      const cookie = await hub.enrol('System administrator', { username: 'system', displayName: '系统管理员', password: 'Correct-Horse-7' })
      browser = await openBrowser()
      desk = await openPage(browser, { width: 1366, height: 768 })
      await desk.context.addCookies(cookie.split('; ').map((it) => {
        const [name, value] = it.split('=')
        return { name, value, url: hub.url }
      }))
      await desk.page.goto(`${hub.url}/console/profile?lang=${language}`)
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
      await rm(work, { recursive: true, force: true })
    })

    it('gives the files in force', async () => {
      await desk.page.locator('.profile-now').waitFor()
      await look('now')
      const coming = desk.page.waitForEvent('download')
      await desk.page.getByRole('link', { name: word.download }).click()
      const file = await (await coming).path()
      zip('-e', file, join(work, 'county'))
      assert.match(await readFile(join(work, 'county', 'stations.yaml'), 'utf8'), /LC0001/)
    })

    const wrong = async (count) => {
      const rows = desk.page.locator('.profile-problems tbody tr[data-row-key]')
      await becomes(() => rows.count(), count, 'problems')
      return rows.locator('td:last-child').allTextContents()
    }

    it('says of a file that is none why it is not taken', async () => {
      const input = desk.page.locator('input[type=file]')
      await input.setInputFiles({ name: 'county.zip', mimeType: 'application/zip', buffer: Buffer.from('PK') })
      assert.deepEqual(await wrong(1), [word.noZIP])
      await input.setInputFiles({ name: 'county.zip', mimeType: 'application/zip', buffer: Buffer.alloc((2 << 20) + 1) })
      await desk.page.getByText(word.tooLarge).waitFor()
    })

    it('lists all that is wrong with its place', async () => {
      await change('stations.yaml', 'status: OPERATING', 'status: OPEN')
      await change('products.yaml', 'category: DIESEL', 'category: LPG')
      await change('plan.yaml', 'reportMinutes: 10', 'reportMinutes: 31')
      await change('areas.yaml', 'centre: ', 'center: ')
      await send()
      assert.deepEqual(await wrong(4), word.wrong)
      await look('problems')
      await change('areas.yaml', 'center: ', 'centre: ')
      await change('plan.yaml', 'reportMinutes: 31', 'reportMinutes: 10')
      await change('products.yaml', 'category: LPG', 'category: DIESEL')
    })

    it('previews each value, and imports after asking', async () => {
      const { page } = desk
      await change('stations.yaml', 'status: OPEN\n', 'status: CLOSED\n')
      await change('areas.yaml', 'nameEn: ', 'nameEn: New ')
      await change('plan.yaml', 'reportMinutes: 10', 'reportMinutes: 12')
      await send()
      await page.locator('.profile-rows').first().waitFor()
      await look('preview')
      await page.getByRole('button', { name: word.import }).click()
      await page.locator('.ant-modal-confirm').waitFor()
      await look('confirm')
      await page.locator('.ant-modal-confirm .ant-btn-primary').click()
      await page.locator('.ant-alert-success', { hasText: word.imported }).waitFor()
      await look('done')
    })

    it('was quiet', () => assertClean(desk.faults.filter((it) => !/413|422/.test(it)))) // which tells of what is wrong

    it('keeps the import over a restart, and says what is set aside', async () => {
      await hub.halt('SIGTERM')
      await hub.resume()
      await desk.page.reload()
      await desk.page.locator('.ant-alert-info').waitFor()
      await look('restarted')
    })
  })
}
