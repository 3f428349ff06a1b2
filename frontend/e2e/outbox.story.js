// The phone's outbox at a hub that asks it to wait: what was written stays, says why, and goes once and in order.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, openBrowser, openPage } from './browser.js'
import { becomes, until } from './hub.js'
import { asWhom } from './screens.js'
import { Staged } from './staged.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
/** Answers of the hub to reports, in their order; after them it takes all. */
const busy = [
  { status: 429, headers: { 'Retry-After': '600', 'Content-Type': 'application/json' }, body: '{"errors":[{"message":"too much","extensions":{"code":"RATE_LIMITED"}}]}' },
  { status: 503, headers: { 'Retry-After': '60' }, body: '' },
  { status: 503, headers: { 'Retry-After': '60', 'Content-Type': 'application/json' }, body: '{"errors":[{"message":"the database does not answer","extensions":{"code":"UNAVAILABLE"}}]}' },
]

for (const [place, language] of ['zh-CN', 'en'].entries()) {
  describe(`the outbox at a busy hub, ${language}`, () => {
    let staged, browser, page, faults
    const word = (...both) => both[place]
    const tries = []
    const entries = (state) => page.locator(`.entry.${state}`)
    const reports = async () => {
      const { data } = await ask(staged.hub, staged.cookies.duty, 'query($id: ID!) { incident(id: $id) { sceneReports { text } } }', { id: staged.incident })
      return data.incident.sceneReports.map((r) => r.text)
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      staged = await Staged.start()
      await staged.accident()
      browser = await openBrowser()
      ;({ page, faults } = await asWhom(staged, openPage, browser, 'phone', {
        width: 390, height: 844, locale: language, hasTouch: true, isMobile: true, serviceWorkers: 'block', // its requests would pass the route by
      }))
      await page.route('**/graphql', async (route) => {
        const sent = route.request().postData() ?? ''
        if (!sent.includes('"operationName":"FieldReport"')) return route.continue()
        tries.push(JSON.parse(sent).variables.input.text)
        const answer = busy[tries.length - 1]
        return answer ? route.fulfill(answer) : route.continue()
      })
      await page.goto(`${staged.hub.url}/field/report?lang=${language}`)
      await page.locator('.field-form').waitFor()
      await page.locator('.field-fresh.live').waitFor() // and knows the hub's time
      await page.clock.install()
    })
    after(async () => {
      await browser?.close()
      await staged?.stop()
    })

    it('keeps what was written, and says that the hub is busy and when it tries again', async () => {
      for (const text of ['first', 'second']) {
        await page.locator('.field-form textarea').fill(text)
        await page.locator('.field-form button[type=submit]').click()
        await becomes(() => page.locator('.field-form textarea').inputValue(), '', 'it is in the outbox')
      }
      await page.locator('a[href^="/field/outbox"]').first().click()
      await page.getByText(word(/指挥枢纽繁忙，\d\d:\d\d 再试/, /The hub is busy; next try \d\d:\d\d/)).waitFor()
      await becomes(() => entries('waiting').count(), 2, 'reports that wait')
      await page.screenshot({ path: `${folder}outbox-busy-${language}.png` })
    })

    it('waits as long as the hub asked for, even when told to send now', async () => {
      await page.getByRole('button', { name: word('立即发送', 'Send now') }).click()
      await page.clock.fastForward(590_000)
      await becomes(() => entries('waiting').count(), 2, 'reports that wait')
      assert.deepEqual(await reports(), [])
      assert.deepEqual(tries, ['first'])
    })

    it('tries again then, is put off twice more, and sends each once and in order', async () => {
      for (let n = 2; n <= 4; n++) {
        await until(
          async () => {
            await page.clock.fastForward(30_000)
            return tries.length >= n
          },
          `try ${n}`,
        )
        if (n < 4) assert.deepEqual(tries, Array(n).fill('first'))
      }
      await entries('sent').nth(1).waitFor()
      assert.deepEqual(tries, ['first', 'first', 'first', 'first', 'second'])
      assert.deepEqual(await reports(), ['first', 'second'])
      await becomes(() => entries('waiting').count(), 0, 'reports that wait')
      await page.screenshot({ path: `${folder}outbox-busy-sent-${language}.png` })
    })

    it('meets no other error', () => assertClean(faults, [/status of (429|503)/]))
  })
}
