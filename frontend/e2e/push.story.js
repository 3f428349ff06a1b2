// The phone is told while its page is closed: turned on by a press, worded by the phone, followed to the incident.
import assert from 'node:assert/strict'
import { createECDH, randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { violations } from './axe.js'
import { assertClean, assertWhole, openBrowser, openPage } from './browser.js'
import { becomes, Hub, until } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const service = 'push.invalid:8443' // nobody: what the hub sends is tested in server/push
const said = {
  'zh-CN': { task: /^有新任务或任务有变化/, drill: /^【演练】应急响应有变化/ },
  en: { task: /^There is a new task/, drill: /^\[Exercise\] The response has changed/ },
}

/** What a browser's push service would give; Chromium here reaches none. */
const stubPush = ([endpoint, p256dh, auth]) => {
  let subscription = null
  PushManager.prototype.getSubscription = async () => subscription
  PushManager.prototype.subscribe = async (options) => {
    window.subscribedWith = options
    subscription = {
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => {
        subscription = null
        return true
      },
    }
    return subscription
  }
}

for (const language of ['zh-CN', 'en']) {
  describe(`being told while the page is closed, ${language}`, () => {
    let hub, browser, opened, desk, auditor, keys, incidents, worker, cdp, registrationId
    const push = async (data) => {
      await cdp.send('ServiceWorker.deliverPushMessage', { origin: hub.url, registrationId, data })
    }
    const shown = () =>
      opened.page.evaluate(async () =>
        (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, lang, tag }) => ({ title, body, lang, tag })),
      )
    const filed = async () => (await opened.page.evaluate(async () => localStorage.getItem('field.push'))) !== null

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start({ flags: ['--push-contact', 'mailto:duty@county.example', '--push-hosts', service] })
      const admin = await hub.enrol('System administrator', { username: 'sys', displayName: 'Sys', password: 'Correct-Horse-7' })
      auditor = await hub.enrol('Auditor', { username: 'auditor', displayName: 'Auditor', password: 'Correct-Horse-7' })
      desk = await hub.person('duty', 'Duty desk', '--role', 'DUTY_OFFICER')
      await hub.person('lead', 'Li Lead', '--role', 'FIELD_LEADER')
      incidents = []
      for (const station of ['LC0001', 'LC0002']) {
        const { data } = await ask(hub, desk, 'mutation($i: OpenIncidentInput!) { openIncident(input: $i) { incident { id } userErrors { message } } }', {
          i: { facts: { title: `${station} fire`, kind: 'FIRE', station, occurredAt: new Date().toISOString() }, idempotencyKey: station },
        })
        incidents.push(data.openIncident.incident.id)
      }
      const { edges } = (await ask(hub, admin, '{ users(first: 50) { edges { node { id name } } } }')).data.users
      const { data } = await ask(hub, admin, 'mutation($i: CreateEnrolmentInput!) { createEnrolment(input: $i) { link } }', {
        i: { kind: 'FIELD_DEVICE', name: 'red phone', user: edges.find((e) => e.node.name === 'lead').node.id, idempotencyKey: 'phone' },
      })
      browser = await openBrowser()
      opened = await openPage(browser, { width: 390, height: 844, locale: language, hasTouch: true, isMobile: true, deviceScaleFactor: 2 })
      keys = [createECDH('prime256v1').generateKeys('base64url'), randomBytes(16).toString('base64url')]
      await opened.page.addInitScript(stubPush, [`https://${service}/one`, ...keys])
      cdp = await opened.context.newCDPSession(opened.page)
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        registrationId = registrations.find((it) => it.scopeURL === `${hub.url}/field`)?.registrationId ?? registrationId
      })
      await cdp.send('ServiceWorker.enable')
      await opened.page.goto(`${data.createEnrolment.link.replace('#', `?lang=${language}#`)}`)
      await opened.page.locator('button[type=submit]').click()
      await opened.page.locator('a[href="/field"]').click()
      await opened.page.locator('.field-incident').waitFor()
      await opened.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
      worker = opened.context.serviceWorkers()[0]
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('says what to do where notifications are not allowed, and asks for them only when it is pressed', async () => {
      const { page } = opened
      await page.goto(`${hub.url}/field/more`)
      await page.locator('.push button').waitFor()
      await page.evaluate(() => {
        Notification.requestPermission = async () => {
          window.asked = true
          return 'denied'
        }
      })
      assert.equal(await page.locator('.push .failure').count(), 0)
      assert.equal(await page.evaluate(() => window.asked), undefined)
      await page.locator('.push button').click()
      await page.locator('.push .failure').waitFor()
      assert.equal(await page.evaluate(() => window.asked), true)
      await page.screenshot({ path: `${folder}push-denied-${language}.png`, fullPage: true })
      assert.equal(await filed(), false)
    })

    it('is turned on, off and on, by the hub’s key, and seen as such after a reload', async () => {
      const { page, context } = opened
      await context.grantPermissions(['notifications'], { origin: hub.url })
      await page.goto(`${hub.url}/field/more`)
      const button = page.locator('.push button')
      await button.click()
      await page.locator('.push [role=status]').waitFor()
      assert.match(await page.evaluate(() => window.subscribedWith.applicationServerKey), /^B[\w-]{86}$/)
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme })
        await assertWhole(page)
        await page.screenshot({ path: `${folder}push-on-${colorScheme}-${language}.png`, fullPage: true })
        assert.deepEqual(await violations(page), [])
      }
      await page.emulateMedia({ colorScheme: 'light' })
      await button.click()
      await page.locator('.push [role=status]').waitFor({ state: 'detached' })
      await becomes(filed, false, 'what the phone keeps of it')
      await page.screenshot({ path: `${folder}push-off-${language}.png`, fullPage: true })
      await button.click()
      await page.locator('.push [role=status]').waitFor()
      await page.reload()
      await page.locator('.push [role=status]').waitFor()
    })

    it('shows what is pushed in the phone’s language, one of a kind in an incident', async () => {
      await push(JSON.stringify({ kind: 'TASK', incident: incidents[0] }))
      const [first] = await until(async () => (await shown()).length === 1 && shown(), 'the notification')
      assert.match(first.body, said[language].task)
      assert.equal(first.lang, language)
      await push(JSON.stringify({ kind: 'TASK', incident: incidents[0] }))
      await push(JSON.stringify({ kind: 'RESPONSE', incident: incidents[0], exercise: true }))
      await until(async () => (await shown()).some((it) => said[language].drill.test(it.body)), 'that of the exercise')
      assert.equal((await shown()).length, 2)
    })

    it('leads to the incident that it is of, in the page that is open', async () => {
      const { page } = opened
      const press = (incident) =>
        worker.evaluate(async (of) => {
          const all = await self.registration.getNotifications()
          self.dispatchEvent(new NotificationEvent('notificationclick', { notification: all.find((it) => it.tag === `TASK ${of}`) }))
        }, incident)
      await press(incidents[0])
      await page.waitForURL(`${hub.url}/field/tasks`)
      const chosen = () => page.evaluate(() => localStorage.getItem('field.incident'))
      await becomes(chosen, incidents[0], 'the incident that is chosen')
      await page.goto(`${hub.url}/field/tasks?incident=${incidents[1]}`)
      await page.locator('h1').waitFor({ state: 'attached' })
      await becomes(chosen, incidents[1], 'the incident that is chosen')
      assertClean(opened.faults)
    })

    it('files the address that the browser gives it anew', async () => {
      await worker.evaluate(
        ([stub, keys]) => {
          globalThis.window = globalThis
          new Function(`(${stub})(${JSON.stringify(keys)})`)()
          self.dispatchEvent(new ExtendableEvent('pushsubscriptionchange'))
        },
        [stubPush.toString(), [`https://${service}/two`, ...keys]],
      )
      const filings = async () => {
        const { data } = await ask(hub, auditor, '{ eventsAfter(first: 100) { entries { action } } }')
        return data.eventsAfter.entries.filter(({ action }) => action === 'push.filed').length
      }
      await becomes(filings, 3, 'it is filed a third time')
    })

    it('ends with the phone’s sign-out', async () => {
      const { page } = opened
      await page.goto(`${hub.url}/field/phone`)
      const button = page.locator('.field-button').last()
      await button.click()
      await button.click()
      await page.locator('.field-card.alarm').waitFor()
      await becomes(filed, false, 'what the phone keeps of it')
    })
  })
}
