import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertClean, openBrowser, openPage } from './browser.js'
import { Hub, until } from './hub.js'

for (const database of ['sqlite', 'postgres']) {
  describe(`a fresh hub with simulated stations on ${database}`, () => {
    let hub, browser, page, faults
    before(async () => {
      hub = await Hub.start({ database, flags: ['--simulate'] })
      browser = await openBrowser({ webgl: database === 'sqlite' })
      ;({ page, faults } = await openPage(browser))
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('shows the wall to whoever opens its one-time link', async () => {
      await page.goto(await hub.link('Wall'))
      await page.locator('.wall-tiles').waitFor()
      assert.equal(new URL(page.url()).pathname, '/wall')
      assert.equal(new URL(page.url()).hash, '', 'the code stays in no history')
    })

    it('shows stations moving', async () => {
      const live = page.locator('.devices .live dd')
      await until(async () => Number(await live.textContent()) >= 25, 'most stations speak')
      const newest = page.locator('.ticker li').first()
      await newest.waitFor()
      const seen = await newest.textContent()
      await until(async () => (await newest.textContent()) !== seen, 'another sale')
    })

    it('says that it is an exercise', async () => {
      await page.locator('.exercise-banner', { hasText: '演练' }).waitFor()
    })

    it('refuses a link that was used', async () => {
      const { page: other } = await openPage(browser)
      await other.goto(await hub.link('Wall'))
      await other.getByText(/登记码.*(无效|已过期|用过)|无效.*登记/).first().waitFor()
      await other.context().close()
    })

    it('asks nobody outside, breaks no policy and raises no error', () => assertClean(faults))

    it('stops gracefully when told, losing nothing', async () => {
      const [code] = await hub.halt('SIGTERM')
      assert.equal(code, 0, hub.output)
    })
  })
}
