// The wall says what it cannot know: its clock is wrong, its page slept, the database is
// away; and it is right again within seconds. A display is let in without a keyboard.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openBrowser, openPage } from './browser.js'
import { becomes, Hub, slow, until } from './hub.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))

describe('a display of its own', () => {
  let hub, browser, page, sysadmin
  before(async () => {
    hub = await Hub.start({ flags: ['--simulate'] })
    browser = await openBrowser()
    ;({ page } = await openPage(browser))
    sysadmin = await hub.enrol('System administrator', { username: 'sysadmin', displayName: 'Administrator', password: 'Correct-Horse-7' })
  })
  after(async () => {
    await browser?.close()
    await hub?.stop()
  })

  it('is let in by the code that it shows', async () => {
    await page.goto(`${hub.url}/wall?lang=zh-CN`)
    const code = page.locator('.shown-code', { hasText: /^[A-Z]{4}-[A-Z]{4}$/ })
    await code.waitFor()
    await page.screenshot({ path: `${folder}wall-code-zh-CN.png` })
    const { context, page: desk } = await openPage(browser, { width: 1366, height: 768 })
    for (const [name, value] of sysadmin.split('; ').map((it) => it.split('=')))
      await context.addCookies([{ name, value, url: hub.url }])
    await desk.goto(`${hub.url}/console/displays?lang=zh-CN`)
    await desk.getByPlaceholder('大屏名称').fill('指挥大厅左屏')
    await desk.getByPlaceholder('屏上代码').fill((await code.textContent()).toLowerCase())
    await desk.getByRole('button', { name: '登记大屏' }).click()
    await desk.getByText('已放行').waitFor()
    await desk.screenshot({ path: `${folder}desk-let-in-zh-CN.png` })
    await context.close()
    await page.locator('.wall-tiles').waitFor()
    await becomes(() => page.locator('.tile.stopped').count(), 0, 'tiles that are not live')
  })

  it('is right within three seconds after its tab slept', async () => {
    const client = await page.context().newCDPSession(page)
    const shown = () => page.locator('.wall-clock time').textContent()
    await client.send('Page.setWebLifecycleState', { state: 'frozen' })
    await new Promise((resolve) => setTimeout(resolve, 12_000)) // sleep is the event
    await client.send('Page.setWebLifecycleState', { state: 'active' })
    await until(async () => {
      const [h, m, s] = (await shown()).split(':').map(Number)
      const beijing = (Math.floor(Date.now() / 1_000) + 8 * 3_600) % 86_400
      return Math.abs(h * 3_600 + m * 60 + s - beijing) <= 2 && (await page.locator('.tile.stopped').count()) === 0
    }, 'the wall is right', 3_000 * slow)
  })

  it('is uncovered by the browser when its page hangs', async () => {
    const cast = await page.context().newCDPSession(page)
    const uncovered = await page.evaluate(() => {
      const [animation] = document.querySelector('.page-stopped').getAnimations()
      const { delay, duration } = animation.effect.getComputedTiming()
      // What the browser draws once the page has not put it off for so long.
      animation.currentTime = delay + duration
      const opacity = Number(getComputedStyle(document.querySelector('.page-stopped')).opacity)
      return { delay, opacity }
    })
    assert.ok(uncovered.opacity > 0.9 && uncovered.delay <= 10_000, JSON.stringify(uncovered))
    await until(async () => Number(await page.locator('.page-stopped').evaluate((it) => getComputedStyle(it).opacity)) === 0, 'a page that lives puts it off')
    await cast.detach()
  })

  it('says that its own clock is ten minutes wrong, and shows the right time', async () => {
    const { context, page: wrong } = await openPage(browser)
    await wrong.addInitScript(() => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + 600_000
    })
    await context.addCookies((await page.context().cookies()).map(({ name, value }) => ({ name, value, url: hub.url })))
    await wrong.goto(`${hub.url}/wall?lang=zh-CN`)
    await wrong.locator('.wall-banner.warning', { hasText: /本机时钟快 (09:5\d|10:0\d)/ }).waitFor()
    const [h, m] = (await wrong.locator('.wall-clock time').textContent()).split(':').map(Number)
    const beijing = (Math.floor(Date.now() / 60_000) + 480) % 1_440
    assert.ok(Math.abs(h * 60 + m - beijing) <= 1, 'the time is the hub’s')
    await context.close()
  })
})
