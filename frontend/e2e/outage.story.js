import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openBrowser, openPage } from './browser.js'
import { publish, reading } from './device.js'
import { becomes, Hub } from './hub.js'
import { ask } from './subscriber.js'

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
    await page.locator('.wall-tiles').waitFor()
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
    await becomes(() => count('live'), 1, 'the station is live')
    await becomes(() => count('stale'), 1, 'the station is stale')
    assert.ok(Date.now() - heard >= staleAfter - margin, 'it was not stale too early')
    await becomes(() => count('live'), 0, 'none is live')
  })

  it('it is live again with its next word', async () => {
    await speak()
    await becomes(() => count('live'), 1, 'the station is live')
  })

  it('a server that dies is told on every tile', async () => {
    await hub.halt('SIGKILL')
    await page.locator('.wall-banner.alarm').waitFor()
    await becomes(() => page.locator('.tile.stopped').count(), await page.locator('.tile').count(), 'tiles that have stopped')
  })

  it('it recovers by itself when the server is back', async () => {
    await hub.resume()
    await page.locator('.wall-banner.alarm').waitFor({ state: 'detached' })
    await becomes(() => page.locator('.tile.stopped').count(), 0, 'every tile is renewed')
    await speak()
    await becomes(() => count('live'), 1, 'the station is live')
  })
})

describe('a database that stops under the wall', () => {
  let hub, browser, page
  const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
  before(async () => {
    await mkdir(folder, { recursive: true })
    hub = await Hub.start({ database: 'postgres', flags: ['--simulate'] })
    const officer = await hub.operator()
    browser = await openBrowser()
    ;({ page } = await openPage(browser))
    await page.goto(await hub.link('Wall'))
    await page.locator('.wall-tiles').waitFor()
    const { data, errors } = await ask(hub, officer, 'mutation($input:OpenIncidentInput!){openIncident(input:$input){userErrors{field message}}}', {
      input: {
        facts: { title: '油罐车侧翻', kind: 'HAZMAT_ROAD', area: '140524101', occurredAt: new Date(Date.now() - 60_000).toISOString() },
        idempotencyKey: 'tanker',
      },
    })
    assert.deepEqual([errors, data.openIncident.userErrors], [undefined, []])
    await page.locator('.alarm-band.open', { hasText: '油罐车侧翻' }).waitFor()
  })
  after(async () => {
    hub?.postgres.start()
    await browser?.close()
    await hub?.stop()
  })

  it('is told by name and with the time since when; no figure counts as live', async () => {
    hub.postgres.stop()
    await page.locator('.wall-banner.alarm', { hasText: /数据库自 \d\d:\d\d:\d\d 起不可用/ }).waitFor()
    await becomes(() => page.locator('.none-known:not(.not)').count(), 0, 'nothing is said to be well')
  })

  it('leaves the last alarms to be read, as what was last known', async () => {
    const band = page.locator('.alarm-band.unknown')
    await band.getByText('油罐车侧翻').waitFor()
    await band.filter({ hasText: /目前不知有无警报 · 最后一次确认在 \d\d:\d\d 前.*最后得知/ }).waitFor()
    const stood = await band.locator('time').first().textContent()
    await page.waitForFunction((since) => !document.querySelector('.alarm-band .not-known').textContent.includes(since), (await band.textContent()).match(/确认在 (\S+) 前/)[1])
    assert.equal(await band.locator('time').first().textContent(), stood, 'what is old does not count on')
    await page.screenshot({ path: `${folder}wall-database-stopped-1080p-zh-CN.png` })
  })

  it('is over by itself once the database is back', async () => {
    hub.postgres.start()
    await page.locator('.wall-banner.alarm').waitFor({ state: 'detached' })
    await page.locator('.alarm-band.open', { hasText: '油罐车侧翻' }).waitFor()
    await becomes(() => page.locator('.tile.stopped').count(), 0, 'every tile is renewed')
  })
})
