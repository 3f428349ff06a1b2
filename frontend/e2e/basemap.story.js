// What lies under the map is really drawn, of every kind that can be configured; its
// source is named, and a basemap that is gone takes nothing else with it.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openBrowser, openPage } from './browser.js'
import { Hub, until } from './hub.js'
import { png, village, writeArchive } from './pmtiles.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
/** How much of the map a basemap of one colour must cover: stations and names lie over it. */
const COVERED = 0.4

/** Which part of a picture is of a colour; pictures are read in a page, which can. */
async function part(page, shot, colour) {
  return page.evaluate(
    async ({ data, colour }) => {
      const raw = Uint8Array.from(atob(data), (c) => c.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([raw], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const context = canvas.getContext('2d')
      context.drawImage(bitmap, 0, 0)
      const { data: pixels } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      let n = 0
      for (let at = 0; at < pixels.length; at += 4) {
        const [red, green, blue] = pixels.subarray(at, at + 3)
        if (colour === 'magenta' ? red > 100 && blue > 100 && green < 60 : blue > red + 35 && blue > green + 15) n++
      }
      return (4 * n) / pixels.length
    },
    { data: shot.toString('base64'), colour },
  )
}

describe('the basemap', () => {
  let browser, files, service, asked
  let answering = true
  before(async () => {
    await mkdir(folder, { recursive: true })
    files = await mkdtemp(join(tmpdir(), 'hub-tiles-'))
    await writeArchive(join(files, 'pictures.pmtiles'), 2, png(255, 0, 255), { attribution: '<b>县测绘队</b>' })
    await writeArchive(join(files, 'shapes.pmtiles'), 1, village('㙦里䲜村'), { attribution: 'OpenStreetMap', vector_layers: [{ id: 'water' }, { id: 'places' }] })
    const picture = png(255, 0, 255)
    service = createServer((request, response) => {
      asked = request.url
      if (!answering) return response.writeHead(503).end()
      response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
    }).listen(0, '127.0.0.1')
    await once(service, 'listening')
    browser = await openBrowser({ webgl: true })
  })
  after(async () => {
    await browser?.close()
    service?.close()
    if (files) await rm(files, { recursive: true })
  })
  const tiles = () => `http://127.0.0.1:${service.address().port}/{z}/{x}/{y}?tk={key}`

  /** Opens a wall over a basemap, and does something with its page. */
  async function over(basemap, meanwhile) {
    const hub = await Hub.start({ flags: ['--simulate', '--basemap', basemap] })
    const { context, page } = await openPage(browser)
    try {
      await page.goto(await hub.link('Wall'))
      await page.locator('.maplibregl-canvas').waitFor()
      await page.locator('.map-legend li').first().waitFor()
      await meanwhile(page)
    } finally {
      await context.close()
      await hub.stop()
    }
  }
  /** The map as the page has it: on a slow machine its canvas never stands still for a picture of its own. */
  const mapOf = async (page) => page.screenshot({ clip: await page.locator('.maplibregl-canvas').boundingBox() })
  const shoot = (page, name) => page.screenshot({ path: `${folder}basemap-${name}.png` })
  const drawn = (page, colour, covered) =>
    until(async () => (await part(page, await mapOf(page), colour)) > covered, `${covered} of the map is ${colour}`)

  for (const [name, form] of [['wgs84', (url) => url], ['gcj02', (url) => `gcj02+${url}`]])
    it(`is drawn from a service of pictures, ${name}, by way of the hub`, () =>
      over(form(tiles()), async (page) => {
        await drawn(page, 'magenta', COVERED)
        assert.match(asked, /^\/\d+\/\d+\/\d+\?tk=$/)
        assert.equal(await page.locator('.map-source span').textContent(), '127.0.0.1')
        await shoot(page, name)
      }))

  it('is drawn from a file of pictures, whose maker is named', () =>
    over(join(files, 'pictures.pmtiles'), async (page) => {
      await drawn(page, 'magenta', COVERED)
      assert.equal(await page.locator('.map-source span').textContent(), '县测绘队')
      await shoot(page, 'pictures')
    }))

  it('is drawn from a file of shapes, with rare names', () =>
    over(join(files, 'shapes.pmtiles'), async (page) => {
      await drawn(page, 'blue', 0.2)
      assert.equal(await page.locator('.map-source span').textContent(), 'OpenStreetMap')
      assert.ok(await page.evaluate(() => document.fonts.check("24px 'Noto Sans SC Variable'", '㙦里䲜村')), 'their glyphs are there')
      await shoot(page, 'shapes')
    }))

  it('that is gone is told on the map, which stands; and comes back', () => {
    answering = false
    return over(tiles(), async (page) => {
      await page.locator('.map-source.lost', { hasText: '底图取不到' }).waitFor()
      await page.locator('.county-map[data-drawn]').waitFor() // with its stations
      await shoot(page, 'gone')
      answering = true
      await drawn(page, 'magenta', COVERED)
      await page.locator('.map-source:not(.lost)').waitFor()
    })
  })
})
