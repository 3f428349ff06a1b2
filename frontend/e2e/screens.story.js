// Draws each face as people see it and checks what a machine can: no glyph is
// missing, no text runs out of its box. The pictures are for people to look at.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertFills, assertWhole, openBrowser, openPage } from './browser.js'
import { Hub, until } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const sizes = { '1080p': { width: 1920, height: 1080 }, '4k': { width: 3840, height: 2160 } }

describe('what people see', () => {
  let hub, browser, cookie
  before(async () => {
    await mkdir(folder, { recursive: true })
    hub = await Hub.start({ flags: ['--simulate'] })
    cookie = await hub.enrol('Wall')
    browser = await openBrowser({ webgl: true })
  })
  after(async () => {
    await browser?.close()
    await hub?.stop()
  })

  for (const [size, viewport] of Object.entries(sizes)) {
    for (const language of ['zh-CN', 'en']) {
      it(`the wall and a station, ${size}, ${language}`, async () => {
        const { context, page } = await openPage(browser, viewport)
        const [name, value] = cookie.split('=')
        await context.addCookies([{ name, value, url: hub.url }])
        const shoot = (face) => page.screenshot({ path: `${folder}${face}-${size}-${language}.png` })

        await page.goto(`${hub.url}/wall?lang=${language}`)
        await page.locator('.ticker li').nth(3).waitFor()
        await until(async () => Number(await page.locator('.devices .live dd').textContent()) >= 25, 'most stations speak')
        await page.locator('.county-map[data-drawn]').waitFor()
        await page.locator('.exercise-banner').waitFor()
        await assertFills(page, viewport)
        await assertWhole(page, 'the wall')
        await shoot('wall')

        await page.goto(`${hub.url}/station/LC0001`)
        await page.locator('.history .chart svg path').nth(3).waitFor({ state: 'attached' })
        await assertWhole(page, 'the station')
        await shoot('station')
        await context.close()
      })
    }
  }
})
