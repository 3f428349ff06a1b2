// The phone at the scene: ten minutes without a network, a restarted server, a conflict, a revoked phone.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { violations } from './axe.js'
import { assertClean, assertFits, assertWhole, openBrowser, openPage, settled } from './browser.js'
import { becomes, Hub, until } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const sizes = [{ width: 390, height: 844 }, { width: 360, height: 640 }, { width: 844, height: 390 }]
/** What a story provokes that takes the network or the hub away. */
const cutOff = [/Failed to load resource/, /net::ERR/, /WebSocket connection/]

/** What a gloved thumb would miss: below 48 px either way. */
const small = () =>
  [...document.querySelectorAll('.field :is(button, a, select, textarea, summary, input:not([type=checkbox], [type=file]), .field-check)')]
    .map((it) => ({ it, box: it.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.height < 48 || box.width < 48))
    .map(({ it, box }) => `${it.tagName} ${it.textContent.slice(0, 30)} ${box.width}x${box.height}`)
const now = () => new Date().toISOString()

for (const language of ['zh-CN', 'en']) {
  describe(`the phone, ${language}`, () => {
    let hub, browser, opened, desk, admin, incident, task, picture
    const act = async (cookie, query, input) => {
      const { data, errors } = await ask(hub, cookie, query, { i: input })
      assert.equal(errors, undefined, JSON.stringify(errors))
      return data
    }
    const scene = async () => (await ask(hub, desk, `{ incident(id: "${incident}") { sceneReports { text deaths photos { caption } } photos { id } tasks { id state version } } }`)).data.incident
    const go = (section) => opened.page.goto(`${hub.url}/field/${section}`)
    const shoot = async (name) => {
      await opened.page.screenshot({ path: `${folder}field-${name}-${language}.png` })
    }
    const write = async (text) => {
      await opened.page.locator('.field-form textarea').fill(text)
    }
    const entries = (state) => opened.page.locator(`.entry.${state}`)
    const queue = async () => {
      await opened.page.locator('.field-form button[type=submit]').click()
      await until(async () => (await opened.page.locator('.field-form textarea').inputValue()) === '', 'the report is in the outbox')
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start({ flags: ['--exercise'] })
      admin = await hub.enrol('System administrator', { username: 'sys', displayName: 'Sys', password: 'Correct-Horse-7' })
      desk = await hub.person('duty', 'Duty desk', '--role', 'DUTY_OFFICER')
      await hub.person('lead', 'Li Lead', '--role', 'FIELD_LEADER')
      const { openIncident } = await act(desk, 'mutation($i: OpenIncidentInput!) { openIncident(input: $i) { incident { id } userErrors { message } } }', {
        facts: { title: 'LC0001 forecourt fire', kind: 'FIRE', station: 'LC0001', occurredAt: now() },
        idempotencyKey: 'fire',
      })
      incident = openIncident.incident.id
      const { giveTask } = await act(desk, 'mutation($i: GiveTaskInput!) { giveTask(input: $i) { task { id version } userErrors { message } } }', {
        incident, kind: 'ORDER', text: 'Close the road at both ends', owner: 'Rescue', idempotencyKey: 'road',
      })
      task = giveTask.task
      const { edges } = (await ask(hub, admin, '{ users(first: 50) { edges { node { id name } } } }')).data.users
      const { createEnrolment } = await act(admin, 'mutation($i: CreateEnrolmentInput!) { createEnrolment(input: $i) { link } }', {
        kind: 'FIELD_DEVICE', name: 'red phone', user: edges.find((e) => e.node.name === 'lead').node.id, idempotencyKey: 'phone',
      })
      browser = await openBrowser()
      opened = await openPage(browser, { width: 390, height: 844, locale: language, hasTouch: true, isMobile: true, deviceScaleFactor: 2 })
      await opened.page.goto(`${createEnrolment.link.replace('#', `?lang=${language}#`)}`)
      await opened.page.locator('button[type=submit]').click()
      await opened.page.locator('a[href="/field"]').click()
      await opened.page.locator('.field-incident').waitFor()
      picture = { name: 'scene.jpg', mimeType: 'image/jpeg', buffer: await opened.page.screenshot({ type: 'jpeg' }) }
      await opened.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('shows the incident live, and each screen whole, in sun and at night, upright and sideways', async () => {
      const { page } = opened
      await page.locator('.field-fresh.live').waitFor()
      for (const section of ['incident', 'tasks', 'report', 'call', 'map', 'group', 'more', 'phone', 'outbox']) {
        await go(section)
        await page.locator('h1').waitFor({ state: 'attached' })
        await page.locator('.field-fresh.live').first().waitFor()
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme })
          for (const size of sizes) {
            const name = `${section}-${colorScheme}-${size.width}x${size.height}`
            await page.setViewportSize(size)
            await assertWhole(page, name)
            await becomes(() => page.evaluate(small), [], name)
            await assertFits(page, name)
            await shoot(name)
          }
          await page.setViewportSize(sizes[0])
          await settled(page)
          assert.deepEqual(await violations(page), [], `${section} ${colorScheme}`)
        }
        await page.emulateMedia({ colorScheme: 'light' })
      }
      assertClean(opened.faults)
    })

    it('offers the home screen when the browser does, once', async () => {
      const { page } = opened
      const offer = () =>
        page.evaluate(() => {
          window.asked = 0
          window.dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: async () => { window.asked++ } }))
        })
      await go('more')
      await page.locator('h1').waitFor({ state: 'attached' })
      assert.equal(await page.locator('.install').count(), 0)
      await offer()
      await page.locator('.install').waitFor()
      await shoot('install')
      await page.locator('.install button').first().click()
      await page.locator('.install').waitFor({ state: 'detached' })
      await go('phone')
      await page.locator('.install').waitFor()
      assert.equal(await page.locator('.install button').count(), 0)
      await offer()
      await page.locator('.install button').click()
      await page.waitForFunction(() => window.asked === 1)
      await page.locator('.install button').waitFor({ state: 'detached' })
      assert.match(await page.locator('.field-rows').textContent(), /[\w-]{8}/)
    })

    it('keeps three reports and two pictures without a network, over a reload and a restart, and sends each once and in order', async () => {
      await go('report')
      await opened.page.locator('.field-form').waitFor()
      await opened.context.setOffline(true)
      for (const [n, text] of ['first', 'second', 'third'].entries()) {
        await write(text)
        if (n === 0) await opened.page.locator('.field-stepper button').nth(1).click()
        if (n < 2) {
          await opened.page.locator('.field-camera input').setInputFiles(picture)
          await opened.page.locator('.field-shots input').fill(`${text} picture`)
          await shoot('report-picture')
          await becomes(() => opened.page.evaluate(small), [], 'what is too small')
        }
        await queue()
      }
      await hub.halt('SIGKILL')
      await opened.page.clock.install()
      await opened.page.clock.fastForward(600_000)
      await opened.page.reload()
      await opened.page.locator('.field-fresh.old').waitFor()
      await shoot('report-offline')
      await go('outbox')
      await until(async () => (await entries('waiting').count()) === 5, 'five wait')
      await shoot('outbox-waiting')
      await go('')
      await opened.page.locator('.field-incident').waitFor()
      await shoot('incident-offline')
      await go('outbox')
      await entries('waiting').first().waitFor()
      await opened.page.evaluate(() => navigator.serviceWorker.dispatchEvent(new Event('controllerchange')))
      await opened.page.locator('.field-renewed').click()
      await until(async () => (await entries('waiting').count()) === 5, 'five still wait after the new program is loaded')
      await hub.resume()
      await opened.context.setOffline(false)
      await until(async () => (await entries('sent').count()) === 5, 'five arrived')
      await shoot('outbox-sent')
      const { sceneReports, photos } = await scene()
      assert.deepEqual(sceneReports.map((r) => [r.text, r.deaths, r.photos.map((p) => p.caption)]), [['first', 1, ['first picture']], ['second', null, ['second picture']], ['third', null, []]])
      assert.equal(photos.length, 2)
    })

    it('sends when the page is closed, where the browser says that there is a network', async () => {
      const { context } = opened
      const watcher = await context.newPage() // not of the phone: it only sees the browser's workers
      const debug = await context.newCDPSession(watcher)
      const registered = new Promise((resolve) => {
        debug.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
          const one = registrations.find((it) => it.scopeURL === `${hub.url}/field`)
          if (one) resolve(one.registrationId)
        })
      })
      await watcher.goto(`${hub.url}/favicon.svg`)
      await debug.send('ServiceWorker.enable')
      const registrationId = await registered
      await go('report')
      await opened.page.locator('.field-fresh.live').waitFor() // and knows the hub's time
      await context.setOffline(true)
      await write('sent by the worker')
      await queue()
      await opened.page.close()
      await context.setOffline(false)
      await until(
        async () => {
          // The browser asks again, too, until all is sent.
          await debug.send('ServiceWorker.dispatchSyncEvent', { origin: hub.url, registrationId, tag: 'field-outbox', lastChance: false })
          return (await scene()).sceneReports.some((it) => it.text === 'sent by the worker')
        },
        'the worker sent the report',
      )
      opened.page = watcher
      await go('outbox')
      await until(async () => (await entries('sent').count()) === 6, 'the page knows that it arrived')
      assert.equal((await scene()).sceneReports.length, 4)
    })

    it('shows both sides of a conflict, and the person decides', async () => {
      await go('tasks')
      await opened.page.locator('.field-acts .main').first().waitFor()
      await opened.context.setOffline(true)
      await opened.page.locator('.field-acts .main').first().click()
      await opened.page.locator('.field-state.waiting').waitFor()
      await act(desk, 'mutation($i: MoveTaskInput!) { moveTask(input: $i) { userErrors { code } } }', {
        task: task.id, version: task.version, state: 'IN_PROGRESS', note: 'the police are there', idempotencyKey: 'moved',
      })
      await opened.context.setOffline(false)
      await go('outbox')
      await entries('conflict').waitFor()
      await opened.page.getByText('the police are there').waitFor()
      await shoot('outbox-conflict')
      assert.equal((await scene()).tasks[0].state, 'IN_PROGRESS')
      await entries('conflict').locator('button').last().click()
      await entries('conflict').locator('button').last().click()
      await entries('conflict').waitFor({ state: 'detached' })
    })

    it('deletes nothing when the phone is revoked', async () => {
      const { fieldDevices } = (await ask(hub, admin, '{ fieldDevices { id } }')).data
      await act(admin, 'mutation($i: RevokeFieldDeviceInput!) { revokeFieldDevice(input: $i) { fieldDevice { id } } }', { fieldDevice: fieldDevices[0].id, idempotencyKey: 'revoke' })
      await go('report')
      await write('after the end')
      await queue()
      await go('outbox')
      await opened.page.locator('.field-main .failure').waitFor()
      await until(async () => (await entries('waiting').count()) === 1, 'the report still waits')
      await shoot('revoked')
    })

    it('runs clean', () => assertClean(opened.faults, cutOff))
  })
}
