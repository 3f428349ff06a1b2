// A bureau's analyst goes from a link to a program of their own and its first answers.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, openBrowser, openPage } from './browser.js'
import { publish } from './device.js'
import { Hub, slow, until } from './hub.js'

const device = 'LC0001-C1'
const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const example = fileURLToPath(new URL('../src/partner/examples/hub.py', import.meta.url))
const sections = ['start', 'programs', 'webhooks', 'explorer', 'contract', 'examples']
const sizes = [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }]
const withinMinutes = 10

describe('the analyst of a bureau', () => {
  let hub, browser, page, context, faults, began, key, receiver
  const ask = (bearer) =>
    fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query: '{ viewer { name scopes } }' }),
    })
  before(async () => {
    await mkdir(folder, { recursive: true })
    hub = await Hub.start({ devices: [device], flags: ['--webhook-allow', '127.0.0.0/8'] })
    browser = await openBrowser()
    ;({ page, context, faults } = await openPage(browser, { locale: 'en-GB', width: 1366, height: 768 }))
  })
  after(async () => {
    receiver?.close()
    await browser?.close()
    await hub?.stop()
  })
  let told = 0
  const tell = () =>
    publish(hub, hub.devices[device], {
      boot: 'b', seq: ++told, time: new Date().toISOString(),
      events: [{ kind: 'PROBE_FAULT', time: new Date().toISOString(), tank: '1', detail: 'no echo' }],
    })
  const open = (section) => page.goto(`${hub.url}/partner/${section}?lang=en`)
  const response = () => page.locator('.graphiql-response .view-lines').innerText()
  const says = async (text) => (await response()).replaceAll('\u00a0', ' ').includes(text)
  const saysInResponse = (text) => until(() => says(text), `the answer says ${text}`)
  const run = async (tab) => {
    await page.locator('.graphiql-tab').nth(tab).locator('button').first().click()
    await page.locator('.graphiql-execute-button').click()
  }

  it('sets a password and finds the page', async () => {
    began = Date.now()
    const link = hub.command('user', 'invite', '--role', 'BUREAU_ANALYST', '--organisation', 'COMMERCE', '--public-url', hub.url).trim()
    await page.goto(link.replace('/enrol', '/enrol?lang=en'))
    await page.locator('[name=username]').fill('analyst')
    await page.locator('[name=displayName]').fill('Analyst')
    await page.locator('[name=password]').fill('Correct-Horse-7')
    await page.locator('[name=again]').fill('Correct-Horse-7')
    await page.locator('button[type=submit]').click()
    await page.waitForURL('**/console')
    await page.locator('a[href="/partner"]').click()
    await page.getByText('Share of County Commerce Bureau').waitFor()
    await page.locator('.command pre', { hasText: `export HUB_URL=${hub.url}` }).first().waitFor()
  })

  it('makes a program and a key, which is shown once', async () => {
    await page.locator('.ant-menu a[href="/partner/programs"]').click()
    await page.getByRole('button', { name: 'Make a program' }).click()
    await page.locator('.ant-modal #name').fill('warehouse')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.locator('.ant-modal').getByRole('button', { name: 'Make a key' }).click()
    key = await page.locator('.secret').first().textContent()
    assert.match(key, /^hubkey_/)
    await page.locator('.ant-modal').getByRole('button', { name: 'OK' }).click()
    await page.locator('.secret').first().waitFor({ state: 'detached' })
    await page.locator('.partner-program tbody code', { hasText: key.slice(0, 11) }).waitFor()
    assert.equal((await page.content()).includes(key), false, 'the key is shown no more')
    assert.equal((await ask(key)).status, 200)
  })

  it('pastes the commands of the page into a shell, and gets an answer', async () => {
    await open('start')
    await page.locator('.command pre').nth(4).waitFor()
    const commands = await page.locator('.command pre').allTextContents()
    const [, put, query, follow] = commands
    const shell = (text, input) =>
      spawnSync('bash', ['-c', text], { input, env: { PATH: process.env.PATH, HOME: hub.folder }, cwd: hub.folder, encoding: 'utf8' })
    const first = shell(`${put}\n${query}`, `${key}\n`)
    assert.match(first.stdout, /"name":"COMMERCE\/warehouse"/, first.stderr)
    const fetched = shell(`${put}\n${follow.replace(/events$/, 'query')}`, `${key}\n`)
    assert.match(fetched.stdout, /COMMERCE\/warehouse/, fetched.stderr)
  })

  it('runs a first query in the explorer, as the program', async () => {
    await page.locator('.ant-menu a[href="/partner/explorer"]').click()
    await page.locator('.partner-explorer input').fill(key)
    await page.locator('.graphiql-query-editor .view-lines').getByText('query').first().waitFor()
    await run(0)
    await saysInResponse('COMMERCE/warehouse')
  })

  it('sees an event in the explorer as it happens', async () => {
    await run(3)
    await page.locator('.graphiql-execute-button[aria-label^="Stop"]').waitFor()
    // That the page has begun to listen does not say that the hub has: what happens before is not told.
    await until(async () => (await says('PROBE_FAULT')) || ((await tell()), false), 'the event is seen')
    console.log(`from the link to a live event: ${((Date.now() - began) / 1000).toFixed(1)} s`)
    assert.ok(Date.now() - began < withinMinutes * 60_000 * slow)
  })

  it('keeps the key nowhere', async () => {
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]))
    assert.equal(kept.includes(key), false)
  })

  it('has events posted to an address, and verifies them with the example', async () => {
    const posts = []
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => { body += part })
      request.on('end', () => {
        posts.push({ headers: request.headers, body })
        response.end()
      })
    }).listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    await open('webhooks')
    await page.getByRole('button', { name: 'Add an address' }).click()
    await page.locator('.ant-modal #url').fill('ftp://receiver.example/')
    await page.locator('.ant-modal').getByRole('button', { name: 'Add an address' }).click()
    await page.locator('.ant-form-item-explain-error').waitFor()
    await page.locator('.ant-modal #url').fill(`http://127.0.0.1:${receiver.address().port}/events`)
    await page.locator('.ant-modal').getByRole('button', { name: 'Add an address' }).click()
    const secret = await page.locator('.secret').textContent()
    await page.locator('.ant-modal').getByRole('button', { name: 'OK' }).click()
    await tell()
    await until(() => posts.length >= 1, 'the event is posted')
    const { headers, body } = posts[0]
    const verified = spawnSync('/usr/bin/python3', [example, 'verify', headers['webhook-id'], headers['webhook-timestamp'], headers['webhook-signature']],
      { input: body, env: { HUB_WEBHOOK_SECRET: secret }, encoding: 'utf8' })
    assert.equal(verified.status, 0, verified.stderr)

    await page.locator('.secret').waitFor({ state: 'detached' })
    await page.locator('.ant-table-row-expand-icon').click()
    const answered = page.locator('.ant-table-expanded-row').getByText('200').first()
    await until(async () => {
      if (await answered.isVisible()) return true
      await page.getByRole('button', { name: 'Refresh' }).click()
    }, 'the post is listed with its answer')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.locator('.ant-popover').getByRole('button', { name: 'OK' }).click()
    await page.getByText(/stopped \d/).waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText('Running').waitFor()
    await page.getByRole('button', { name: 'Replay' }).click()
    await page.locator('.ant-modal').getByRole('button', { name: 'Replay' }).click()
    await until(() => posts.slice(1).some((post) => post.headers['webhook-id'] === headers['webhook-id']), 'it is posted again')
  })

  for (const language of ['zh-CN', 'en']) {
    for (const { width, height } of sizes) {
      it(`sees all sections, ${language}, ${width}×${height}`, async () => {
        await page.setViewportSize({ width, height })
        for (const section of sections) {
          await page.goto(`${hub.url}/partner/${section}?lang=${language}`)
          await page.locator(section === 'explorer' ? '.graphiql-query-editor .view-line' : `.partner-${section} .ant-card`).first().waitFor()
          if (section === 'contract') await page.locator('.partner-changes').first().waitFor()
          await page.evaluate(() => document.fonts.ready)
          await page.screenshot({ path: `${folder}partner-${section}-${width}-${language}.png` })
          const wide = await page.evaluate(() => document.documentElement.scrollWidth)
          assert.ok(wide <= width, `${section} is no wider than the screen: ${wide}`)
        }
      })
    }
  }

  it('revokes the key, and the explorer is cut off at once', async () => {
    await page.setViewportSize({ width: 1366, height: 768 })
    await open('explorer')
    await page.locator('.partner-explorer input').fill(key)
    await page.locator('.graphiql-query-editor .view-line').first().waitFor()
    await run(4)
    await saysInResponse('serverTime')
    const other = await context.newPage()
    await other.goto(`${hub.url}/partner/programs?lang=en`)
    await other.getByRole('button', { name: 'Revoke' }).click()
    await other.locator('.ant-popover').getByRole('button', { name: 'OK' }).click()
    await other.getByText(/revoked \d/).waitFor()
    await saysInResponse('The connection was cut: 4403')
    await other.close()
    assert.equal((await ask(key)).status, 401)
    await run(0)
    await saysInResponse('this key is not good')
  })

  it('sees what the program used', async () => {
    await until(async () => {
      await open('programs')
      await page.locator('.partner-halves').first().waitFor()
      return (await page.locator('.partner-use tbody tr').count()) > 0
    }, 'use is told')
  })

  it('meets no error, no outside request and no violation of the content policy', () => assertClean(faults, [/401 \(Unauthorized\)/]))
})

describe('somebody without the right', () => {
  let hub, browser, page
  before(async () => {
    hub = await Hub.start()
    browser = await openBrowser()
    ;({ page } = await openPage(browser, { width: 1366, height: 768 }))
  })
  after(async () => {
    await browser?.close()
    await hub?.stop()
  })

  it('is asked to sign in, and then told what is missing', async () => {
    await page.goto(`${hub.url}/partner?lang=en`)
    await page.waitForURL('**/signin')
    const cookie = await hub.enrol('System administrator', { username: 'admin', displayName: 'Admin', password: 'Correct-Horse-7' })
    const cookies = cookie.split('; ').map((one) => one.split('='))
    await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: hub.url })))
    await page.goto(`${hub.url}/partner`)
    await page.getByText("see bureaus' programs").waitFor()
  })
})
