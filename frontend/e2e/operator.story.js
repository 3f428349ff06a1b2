import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertClean, openBrowser, openPage } from './browser.js'
import { publish, reading } from './device.js'
import { Hub } from './hub.js'

const device = 'LC0001-C1'
const password = 'Correct-Horse-7'

describe('the system administrator', () => {
  let hub, browser, page, faults
  before(async () => {
    hub = await Hub.start({ devices: [device] })
    browser = await openBrowser()
    ;({ page, faults } = await openPage(browser, { locale: 'en-GB', width: 1440, height: 900 }))
  })
  after(async () => {
    await browser?.close()
    await hub?.stop()
  })

  it('sets a password of their own and is at the desk', async () => {
    await page.goto(await hub.link('System administrator'))
    await page.locator('[name=username]').fill('duty')
    await page.locator('[name=displayName]').fill('Duty desk')
    await page.locator('[name=password]').fill(password)
    await page.locator('[name=again]').fill(password)
    await page.locator('button[type=submit]').click()
    await page.waitForURL('**/console')
    await page.locator('.console-who').getByText('duty').waitFor()
  })

  it('signs out, is refused with a wrong password, and signs in again', async () => {
    await page.locator('.console-header button').last().click()
    await page.waitForURL('**/signin')
    const signIn = async (word) => {
      await page.locator('[name=username]').fill('duty')
      await page.locator('[name=password]').fill(word)
      await page.locator('button[type=submit]').click()
    }
    await signIn('Wrong-Horse-7')
    await page.locator('.failure').waitFor()
    assert.equal(new URL(page.url()).pathname, '/signin')
    await signIn(password)
    await page.waitForURL('**/console')
  })

  it('sees in quarantine what a device should not have said, and why', async () => {
    await publish(hub, hub.devices[device], reading('9', 100))
    await page.goto(`${hub.url}/console/quarantine`)
    const row = page.locator('tbody tr', { hasText: device })
    await row.first().waitFor()
    assert.match(await row.first().textContent(), /tanks\[0\]/)
  })

  it('finds in the timeline what was done, but for access', async () => {
    await page.goto(`${hub.url}/console/timeline`)
    await page.locator('[title="device.credential.issued"]').first().waitFor()
    assert.equal(await page.locator('[title="user.signed-in"]').count(), 0, 'what is about access is for the auditor')
  })

  it('meets no error but the refusal that they provoked', () => assertClean(faults, [/401 \(Unauthorized\)/]))

  it('leaves an audit trail that is whole', async () => {
    await hub.halt('SIGTERM')
    assert.match(hub.command('audit', 'verify'), /whole/)
  })
})
