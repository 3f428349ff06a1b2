// Draws each face as people see it and checks what a machine can: no glyph is
// missing, no text runs out of its box. The pictures are for people to look at.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openBrowser, openPage } from './browser.js'
import { Hub, until } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const sizes = { '1080p': { width: 1920, height: 1080 }, '4k': { width: 3840, height: 2160 } }

/** Elements whose own text is wider or higher than their box and cut there. */
const clipped = () =>
  [...document.querySelectorAll('body *')]
    .filter((it) => [...it.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()))
    .filter((it) => {
      const { overflowX, overflowY, display } = getComputedStyle(it)
      if (display === 'inline') return false
      const cut = (overflow, inner, outer) => overflow !== 'visible' && inner > outer + 1
      return cut(overflowX, it.scrollWidth, it.clientWidth) || cut(overflowY, it.scrollHeight, it.clientHeight)
    })
    .map((it) => `${it.tagName.toLowerCase()}.${it.className}: ${it.textContent.trim().slice(0, 60)}`)

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
    for (const locale of ['zh-CN', 'en-GB']) {
      it(`the wall and a station, ${size}, ${locale}`, async () => {
        const { context, page } = await openPage(browser, { ...viewport, locale })
        const [name, value] = cookie.split('=')
        await context.addCookies([{ name, value, url: hub.url }])
        const shoot = (face) => page.screenshot({ path: `${folder}${face}-${size}-${locale}.png`, timeout: 60_000 })

        await page.goto(`${hub.url}/wall`)
        await page.locator('.ticker li').nth(3).waitFor({ timeout: 60_000 })
        await until(async () => Number(await page.locator('.devices .live dd').textContent()) >= 25, 60_000, 'most stations speak')
        await page.locator('.maplibregl-canvas').waitFor({ timeout: 60_000 })
        await page.evaluate(() => document.fonts.ready)
        assert.ok(await page.locator('.exercise-banner').isVisible(), 'exercise is told')
        const drawn = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }))
        assert.deepEqual(drawn, viewport, 'the wall fits the screen')
        assert.deepEqual(await page.evaluate(clipped), [], 'no text is cut')
        await shoot('wall')

        await page.goto(`${hub.url}/station/LC0001`)
        await page.locator('canvas').first().waitFor({ timeout: 30_000 })
        await page.evaluate(() => document.fonts.ready)
        assert.deepEqual(await page.evaluate(clipped), [], 'no text is cut')
        await shoot('station')
        await context.close()
      })
    }
  }
})
