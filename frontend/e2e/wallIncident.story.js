// The wall tells of incidents: that there are none only while it knows, the clocks
// by the hub's time, and the largest incident in the centre.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertFills, assertWhole, openBrowser, openPage, turnTo } from './browser.js'
import { becomes, Hub, until } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const sizes = { '1080p': { width: 1920, height: 1080 }, '4k': { width: 3840, height: 2160 } }

describe('incidents on the wall', () => {
  /** `drawing` draws the map too, for as long as somebody looks. */
  let hub, browser, drawing, officer, wall, page
  let keys = 0
  before(async () => {
    await mkdir(folder, { recursive: true })
    hub = await Hub.start({ flags: ['--simulate'] })
    wall = await hub.enrol('Wall')
    officer = await hub.operator()
    browser = await openBrowser()
    drawing = await openBrowser({ webgl: true })
    ;({ page } = await open(sizes['1080p'], 'zh-CN'))
  })
  after(async () => {
    await drawing?.close()
    await browser?.close()
    await hub?.stop()
  })

  async function open(viewport, language, within = browser) {
    const opened = await openPage(within, viewport)
    const [name, value] = wall.split('=')
    await opened.context.addCookies([{ name, value, url: hub.url }])
    await opened.page.goto(`${hub.url}/wall?lang=${language}`)
    await opened.page.locator('.wall-tiles').waitFor()
    return opened
  }
  /** Carries out a mutation as the duty officer; gives what it returns under the name. */
  async function act(mutation, selection, input, type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`) {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: officer },
      body: JSON.stringify({
        query: `mutation($input:${type}!){${mutation}(input:$input){${selection} userErrors{field message}}}`,
        variables: { input: { ...input, idempotencyKey: `story ${++keys}` } },
      }),
    })
    const { data, errors } = await response.json()
    assert.equal(errors, undefined, JSON.stringify(errors))
    assert.deepEqual(data[mutation].userErrors, [])
    return data[mutation]
  }
  const minutesAgo = (n) => new Date(Date.now() - n * 60_000).toISOString()
  const none = () => page.locator('.none-known:not(.not)').count()
  const notKnown = () => page.locator('.none-known.not').count()
  let fire

  it('says that there are none, and since when it knows', async () => {
    await becomes(none, 2, 'no incident and no clock')
    await page.locator('.none-known').first().filter({ hasText: /当前无在处事故\d\d:\d\d:\d\d 确认（00:0\d 前）/ }).waitFor()
  })

  it('does not say so any more once the hub is gone, and does again when it is back', async () => {
    await hub.halt('SIGKILL')
    await until(async () => (await notKnown()) === 2 && (await none()) === 0, 'it does not know')
    await page.screenshot({ path: `${folder}wall-incidents-unknown-1080p-zh-CN.png` })
    await hub.resume()
    await becomes(none, 2, 'it knows again')
  })

  it('does not say so while the stream stands but the list cannot be read', async () => {
    await page.route('**/graphql', (route) => route.abort())
    await act('openIncident', 'incident{id}', {
      facts: { title: '油罐车侧翻', kind: 'HAZMAT_ROAD', area: '140524101', occurredAt: minutesAgo(3) },
    })
    const about = page.locator('.tile:has(h2:text-is("在处事故"))')
    await about.locator('.none-known.not').waitFor()
    await page.unroute('**/graphql')
    await about.getByText('油罐车侧翻').waitFor()
    await page.locator('.page-title', { hasText: '油罐车侧翻' }).waitFor()
  })

  it('says of each count that is unknown that it is', async () => {
    await becomes(() => page.locator('.incidents .casualties .unknown dd').count(), 5, 'counts that are unknown')
    await becomes(async () => new Set(await page.locator('.incidents .casualties dd').allTextContents()), new Set(['不详']), 'counts')
    await page.locator('.incidents .grade-mark.UNDETERMINED').waitFor()
  })

  it('counts each open duty down by the second', async () => {
    const countdown = page.locator('.clocks .RUNNING .countdown, .clocks .DUE_SOON .countdown').first()
    const seconds = async () => (await countdown.textContent()).split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
    const [before, since] = [await seconds(), Date.now()]
    await until(async () => before - (await seconds()) >= 3, 'three seconds have gone')
    assert.ok(Date.now() - since >= 1_900, 'it does not run ahead')
    await becomes(() => page.locator('.tile.stopped').count(), 0, 'tiles that have stopped')
  })

  it('shows late clocks unmistakably, before all others', async () => {
    fire = (
      await act('openIncident', 'incident{id}', {
        facts: { title: '崇文城东加油站火灾', kind: 'FIRE', station: 'LC0001', occurredAt: minutesAgo(40), address: '崇文镇县城东环路' },
        counts: { deaths: 4, seriouslyInjured: 2, injured: 0, trapped: null, missing: null, atRisk: 30, directLoss: 100000 },
      })
    ).incident.id
    await page.locator('.clocks .LATE', { hasText: '逾期' }).first().waitFor()
    await page.locator('.clocks li:first-child.LATE').first().waitFor() // late ones come first
    await page.locator('.clocks .own-term').first().waitFor()
  })

  for (const [size, viewport] of Object.entries(sizes))
    for (const language of ['zh-CN', 'en'])
      it(`is read from afar before a response, ${size}, ${language}`, () => shoot('alert', size, viewport, language))

  it('gives the centre to the gravest one, with the groups of its response', async () => {
    await act('startResponse', 'incident{id}', { incident: fire, level: 'II', order: { byVoice: 'DEPUTY_COMMANDER', orderedBy: '值班副指挥长', reason: '先行处置' } })
    // Its turn comes after those of the other pages at the latest.
    await page.locator('.page-title', { hasText: '崇文城东加油站火灾' }).waitFor()
    await page.locator('.page-title .grade-mark.LARGER').waitFor()
    await becomes(() => page.locator('.groups li').count(), 9, 'groups')
    await page.locator('.groups .open').first().waitFor() // their tasks are open
    await page.locator('.page-log', { hasText: '启动响应' }).waitFor()
    await becomes(() => page.locator('.page-figures .unknown').count(), 2, 'counts that are unknown')
  })

  const ofTheFire = '.on-incident .page-title:has-text("崇文城东加油站火灾")'

  async function shoot(what, size, viewport, language) {
    const { context, page: shown } = await open(viewport, language, drawing)
    try {
      await shown.locator(what === 'alert' ? '.clocks .LATE' : '.groups li').first().waitFor()
      await turnTo(shown, shown.locator(what === 'alert' ? '.on-overview' : ofTheFire))
      await shown.locator('.county-map[data-drawn]').waitFor()
      await assertFills(shown, viewport)
      await assertWhole(shown, `${what} ${size} ${language}`)
      await shown.screenshot({ path: `${folder}wall-incidents-${what}-${size}-${language}.png` })
    } finally {
      await context.close()
    }
  }
  for (const [size, viewport] of Object.entries(sizes))
    for (const language of ['zh-CN', 'en'])
      it(`is read from afar, ${size}, ${language}`, () => shoot('page', size, viewport, language))

  it('ends a storm of changes at the last of them, and counts the rows that do not fit', async () => {
    for (let n = 1; n <= 40; n++)
      await act('countCasualties', 'incident{id}', { incident: fire, counts: { deaths: 4, seriouslyInjured: 2, injured: n, trapped: 0, missing: null, atRisk: 30 } })
    for (let n = 1; n <= 12; n++)
      await act('pressRequest', 'incident{id}', { incident: fire, subject: `request ${n}` })
    await turnTo(page, page.locator(ofTheFire))
    await page.locator('.page-figures .injured dd', { hasText: /^40$/ }).waitFor()
    await page.locator('.tile .clocks > .more', { hasText: /还有 \d+ 项/ }).waitFor()
    await until(async () => {
      const shown = await page.locator('.clocks > li:not(.more)').count()
      const more = Number((await page.locator('.clocks > .more').textContent()).match(/\d+/)[0])
      return shown >= 3 && shown + more >= 14
    }, 'all clocks are counted')
  })

  it('says on each tile of incidents that it is old when the hub is gone', async () => {
    await hub.halt('SIGKILL')
    await page.locator('.wall-banner.alarm').waitFor()
    for (const title of ['在处事故', '报送计时'])
      await page.locator(`.tile.stopped:has(h2:text-is("${title}")) .tile-stopped`).waitFor()
    await becomes(() => page.locator('.tile.stopped').count(), await page.locator('.tile').count(), 'tiles that have stopped')
    await page.screenshot({ path: `${folder}wall-incidents-stopped-1080p-zh-CN.png` })
  })
})
