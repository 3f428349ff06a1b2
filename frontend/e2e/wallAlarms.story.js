// What alarms is first on the wall and rings; who may takes note of it at the desk, or
// silences it with a reason; the wall is read on each shape of display, by day and night.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertFills, assertWhole, openBrowser, openPage, turnTo } from './browser.js'
import { publish } from './device.js'
import { becomes, Hub } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const sizes = {
  '1080p': { width: 1920, height: 1080 },
  '4k': { width: 3840, height: 2160 },
  ultrawide: { width: 3440, height: 1440 },
  panorama: { width: 5120, height: 1440 },
}
const device = 'LC0009-C1'

describe('alarms on the wall', () => {
  /** `drawing` draws the map too, for as long as somebody looks. */
  let hub, browser, drawing, officer, wall, page, desk
  let keys = 0
  let seq = 0
  before(async () => {
    await mkdir(folder, { recursive: true })
    hub = await Hub.start({ flags: ['--simulate'] })
    const [id, secret] = hub.command('device', 'issue', device).trim().split(' ') // taken over from the simulation
    hub.devices[device] = { id, secret }
    wall = await hub.enrol('Wall')
    officer = await hub.operator()
    browser = await openBrowser()
    drawing = await openBrowser({ webgl: true })
    ;({ page } = await open(sizes['1080p'], 'theme=night&lang=zh-CN', wall))
  })
  after(async () => {
    await drawing?.close()
    await browser?.close()
    await hub?.stop()
  })

  async function open(viewport, query, cookie, { path = 'wall', within = browser } = {}) {
    const opened = await openPage(within, viewport)
    for (const [name, value] of cookie.split('; ').map((it) => it.split('=')))
      await opened.context.addCookies([{ name, value, url: hub.url }])
    await opened.page.goto(`${hub.url}/${path}?${query}`)
    await opened.page.locator(path === 'wall' ? '.wall-tiles' : '.alarms-control').waitFor()
    return opened
  }
  async function act(mutation, selection, input) {
    const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: officer },
      body: JSON.stringify({
        query: `mutation($input:${type}!){${mutation}(input:$input){${selection} userErrors{field message}}}`,
        variables: { input: { ...input, idempotencyKey: `alarm ${++keys}` } },
      }),
    })
    const { data, errors } = await response.json()
    assert.equal(errors, undefined, JSON.stringify(errors))
    assert.deepEqual(data[mutation].userErrors, [])
    return data[mutation]
  }
  const minutesAgo = (n) => new Date(Date.now() - n * 60_000).toISOString()
  const tell = async (kind) => {
    const { code, output } = await publish(hub, hub.devices[device], {
      boot: 'alarms', seq: ++seq, time: new Date().toISOString(), events: [{ kind, tank: '1' }],
    })
    assert.equal(code, 0, output)
  }
  const band = () => page.locator('.alarm-band')

  async function shoot(what, size, theme, language) {
    const { context, page: shown } = await open(sizes[size], `theme=${theme}&lang=${language}`, wall, { within: drawing })
    try {
      await shown.locator('.county-map[data-drawn]').waitFor()
      await becomes(() => shown.locator('.tile.stopped').count(), 0, 'tiles that are not live')
      await assertFills(shown, sizes[size])
      await assertWhole(shown, `${what} ${size} ${language}`)
      await shown.screenshot({ path: `${folder}wall-${what}-${size}-${theme}-${language}.png` })
    } finally {
      await context.close()
    }
  }
  const looks = [
    ['1080p', 'day', 'zh-CN'],
    ['1080p', 'night', 'en'],
    ['4k', 'night', 'zh-CN'],
    ['ultrawide', 'night', 'zh-CN'],
    ['ultrawide', 'day', 'en'],
    ['panorama', 'day', 'zh-CN'],
  ]

  it('stays calm while nothing alarms, and could sound', async () => {
    await page.locator('.none-known').first().waitFor()
    await page.locator('.lamp.good', { hasText: '警报声可用' }).waitFor()
    await becomes(() => band().count(), 0, 'what alarms')
  })
  for (const [size, theme, language] of looks)
    it(`is read while it is calm, ${size}, ${theme}, ${language}`, () => shoot('calm', size, theme, language))

  it('shows a leak by itself, and rings', async () => {
    await tell('LEAK_ALARM')
    await band().getByText('1 处站点报警').waitFor()
    await page.locator('.lamp', { hasText: '正在响铃' }).waitFor()
  })

  it('is acknowledged at the desk: it rings no more and stays in sight', async () => {
    ;({ page: desk } = await open({ width: 1366, height: 768 }, 'lang=zh-CN', officer, { path: 'console' }))
    await desk.locator('.alarms-control').click()
    const row = desk.locator('.alarms li', { hasText: '站点报警' })
    await row.getByRole('button', { name: '确认' }).click()
    await row.getByText('已确认').waitFor()
    await band().getByText('另有 1 项已确认').waitFor()
    await page.locator('.lamp.good', { hasText: '警报声可用' }).waitFor()
  })

  it('is silenced with a reason, which stands on the wall while new alarms show', async () => {
    await desk.getByRole('button', { name: '静音', exact: true }).click()
    await desk.getByText('请填写原因').waitFor()
    await desk.getByLabel('原因').fill('汇报会议')
    await desk.screenshot({ path: `${folder}desk-alarms-zh-CN.png` })
    await desk.getByRole('button', { name: '静音', exact: true }).click()
    await band().getByText('已静音：汇报会议').waitFor()
    await act('openIncident', 'incident{id}', {
      facts: { title: '油罐车侧翻泄漏', kind: 'HAZMAT_ROAD', area: '140524101', occurredAt: minutesAgo(75), address: '礼义镇国道' },
    })
    fire = (
      await act('openIncident', 'incident{id}', {
        facts: { title: '崇文城东加油站火灾', kind: 'FIRE', station: 'LC0001', occurredAt: minutesAgo(40), address: '崇文镇县城东环路' },
        counts: { deaths: 4, seriouslyInjured: 2, injured: 0, trapped: null, missing: null, atRisk: 30 },
      })
    ).incident.id
    await band().locator('.LATE_CLOCK').waitFor()
    await band().getByText('2 起新接事故').waitFor()
    await page.locator('.lamp', { hasText: '警报声已静音' }).waitFor()
  })
  let fire

  it('gives the centre to the gravest incident, and turns the pages', async () => {
    await page.locator('.page-title', { hasText: '火灾' }).waitFor()
    await act('startResponse', 'incident{id}', { incident: fire, level: 'II', order: { byVoice: 'DEPUTY_COMMANDER', orderedBy: '值班副指挥长', reason: '先行处置' } })
    await band().locator('.UNREACHED').waitFor()
    const kinds = () => page.locator('.alarm-band .kind').evaluateAll((all) => all.map((k) => k.className.split(' ')[1]))
    await becomes(kinds, ['LATE_CLOCK', 'RESPONSE_BELOW_PLAN', 'UNREACHED', 'INCIDENT'], 'what alarms')
    await becomes(() => page.locator('.wall-pages button').count(), 3, 'pages')
  })

  for (const [size, theme, language] of looks)
    it(`is read in an incident, ${size}, ${theme}, ${language}`, () => shoot('incident', size, theme, language))

  it('is held by any key, and says for how long', async () => {
    await page.keyboard.press('Shift')
    await turnTo(page, page.locator('.page-title', { hasText: '侧翻' }))
    await page.locator('.wall-pages .held', { hasText: /停留中，余 0[12]:\d\d/ }).waitFor()
    await turnTo(page, page.locator('.wall-tiles.on-overview'))
    await band().waitFor() // alarms stand over every page
  })

  it('rings again once the silence is ended', async () => {
    await desk.getByRole('button', { name: '解除静音' }).click()
    await page.locator('.lamp', { hasText: '正在响铃' }).waitFor()
  })

  it('says that it does not know once the hub is gone', async () => {
    await hub.halt('SIGKILL')
    await page.locator('.alarm-band.unknown').waitFor()
    await page.screenshot({ path: `${folder}wall-alarms-unknown-1080p-night-zh-CN.png` })
    await hub.resume()
    await page.locator('.alarm-band.open').waitFor()
  })

  it('says that the browser blocks its sound, and how to allow it', async () => {
    const strict = await openBrowser({ sound: false })
    try {
      const { context, page: mute } = await openPage(strict)
      const [name, value] = wall.split('=')
      await context.addCookies([{ name, value, url: hub.url }])
      // Whoever asks the page from outside counts as a touch, so that the page tells it itself.
      await mute.addInitScript(() => {
        new MutationObserver(() => {
          if (document.querySelector('.sound-blocked')) console.log('sound is blocked')
        }).observe(document, { childList: true, subtree: true })
      })
      const told = mute.waitForEvent('console', { predicate: (message) => message.text() === 'sound is blocked' })
      await mute.goto(`${hub.url}/wall?lang=zh-CN`)
      await told
      await mute.locator('.sound-blocked').waitFor()
      await mute.screenshot({ path: `${folder}wall-sound-blocked-zh-CN.png` })
      await mute.mouse.click(900, 600)
      await mute.locator('.sound-blocked').waitFor({ state: 'detached' })
    } finally {
      await strict.close()
    }
  })
})
