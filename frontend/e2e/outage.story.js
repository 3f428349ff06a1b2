import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openBrowser, openPage } from './browser.js'
import { publish, reading } from './device.js'
import { Hub, until } from './hub.js'

// LC0001-C1 promises a word every 10 s and is stale after three.
const device = 'LC0001-C1'
const staleAfter = 30_000
const margin = 5_000

describe('what goes quiet is never shown as live', () => {
  let hub, browser, page
  before(async () => {
    hub = await Hub.start({ devices: [device] })
    browser = await openBrowser()
    ;({ page } = await openPage(browser))
    await page.goto(await hub.link('Wall'))
    await page.locator('.wall-tiles').waitFor({ timeout: 20_000 })
  })
  after(async () => {
    await browser?.close()
    await hub?.stop()
  })
  const count = async (state) => Number(await page.locator(`.devices .${state} dd`).textContent())
  const speak = async () => {
    const { code, output } = await publish(hub, hub.devices[device], reading('1', 20_000))
    assert.equal(code, 0, output)
    return Date.now()
  }

  it('a device that stops speaking is stale after three intervals, and not before two', async () => {
    const heard = await speak()
    await until(async () => (await count('live')) === 1, 5_000, 'the station is live')
    await until(async () => (await count('stale')) === 1, staleAfter + margin, 'the station is stale')
    assert.ok(Date.now() - heard >= staleAfter - margin, 'it was not stale too early')
    assert.equal(await count('live'), 0)
  })

  it('it is live again with its next word', async () => {
    await speak()
    await until(async () => (await count('live')) === 1, 5_000, 'the station is live')
  })

  it('a server that dies is told within 10 s, on every tile', async () => {
    await hub.halt('SIGKILL')
    await page.locator('.wall-banner.alarm').waitFor({ timeout: 10_000 })
    assert.equal(await page.locator('.tile.stopped').count(), await page.locator('.tile').count())
  })

  it('it recovers by itself when the server is back', async () => {
    await hub.resume()
    await page.locator('.wall-banner.alarm').waitFor({ state: 'detached', timeout: 40_000 })
    await until(async () => (await page.locator('.tile.stopped').count()) === 0, 10_000, 'every tile is renewed')
    await speak()
    await until(async () => (await count('live')) === 1, 5_000, 'the station is live')
  })
})
