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

/** More than a map without a county takes as PNG, and less than one with it. */
const drawnBytes = 30_000

/** Elements whose own text is cut, by their box or by one around it. */
const clipped = () => {
  const halfHidden = (it) => {
    const { top, bottom, left, right } = it.getBoundingClientRect()
    for (let box = it.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflow === 'visible') continue
      const outer = box.getBoundingClientRect()
      const seen = bottom > outer.top && top < outer.bottom && right > outer.left && left < outer.right
      if (!seen) return false // not there at all
      if (top < outer.top - 2 || bottom > outer.bottom + 2 || left < outer.left - 2 || right > outer.right + 2) return true
    }
    return false
  }
  return [...document.querySelectorAll('body *')]
    .filter((it) => !it.classList.contains('sr-only')) // read aloud, not seen
    .filter((it) => [...it.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()))
    .filter((it) => {
      const { overflowX, overflowY, display } = getComputedStyle(it)
      if (display === 'inline') return false
      const cut = (overflow, inner, outer) => overflow !== 'visible' && inner > outer + 1
      return cut(overflowX, it.scrollWidth, it.clientWidth) || cut(overflowY, it.scrollHeight, it.clientHeight) || halfHidden(it)
    })
    .map((it) => `${it.tagName.toLowerCase()}.${it.className}: ${it.textContent.trim().slice(0, 60)}`)
}

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
