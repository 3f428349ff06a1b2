// Draws each face as people see it and checks what a machine can: no glyph is
// missing, no text runs out of its box. The pictures are for people to look at.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { clipped, openBrowser, openPage } from './browser.js'
import { Hub, until } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const sizes = { '1080p': { width: 1920, height: 1080 }, '4k': { width: 3840, height: 2160 } }

/** More than a map without a county takes as PNG, and less than one with it. */
const drawnBytes = 30_000

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
        const shoot = (face) => page.screenshot({ path: `${folder}${face}-${size}-${language}.png`, timeout: 60_000 })

        await page.goto(`${hub.url}/wall?lang=${language}`)
        await page.locator('.ticker li').nth(3).waitFor({ timeout: 60_000 })
        await until(async () => Number(await page.locator('.devices .live dd').textContent()) >= 25, 60_000, 'most stations speak')
        const map = page.locator('.maplibregl-canvas')
        // A canvas of WebGL cannot be read: drawn is what takes bytes as a picture.
        await until(async () => (await map.screenshot()).length > drawnBytes, 60_000, 'the map is drawn')
        await page.evaluate(() => document.fonts.ready)
        assert.ok(await page.locator('.exercise-banner').isVisible(), 'exercise is told')
        const drawn = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }))
        assert.deepEqual(drawn, viewport, 'the wall fits the screen')
        await shoot('wall')
        assert.deepEqual(await page.evaluate(clipped), [], 'no text is cut')

        await page.goto(`${hub.url}/station/LC0001`)
        await page.locator('.history .chart svg path').nth(3).waitFor({ state: 'attached', timeout: 30_000 })
        await page.evaluate(() => document.fonts.ready)
        await shoot('station')
        assert.deepEqual(await page.evaluate(clipped), [], 'no text is cut')
        await context.close()
      })
    }
  }
})
