// Draws the desk and what a bureau's analyst sees, in both languages, for people
// to look at; checks what a machine can: nothing runs out of its box.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, assertFits, assertWhole, openBrowser, openPage, settled } from './browser.js'
import { Hub, until } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const sizes = { 768: { width: 1366, height: 768 }, 1080: { width: 1920, height: 1080 } }
const me = { displayName: 'Desk', password: 'Correct-Horse-7' }
const posts = [
  ['duty1', 'Duty desk, day', 'DUTY_OFFICER'],
  ['duty2', 'Duty desk, night', 'DUTY_OFFICER'],
  ['director', 'Office', 'OFFICE_DIRECTOR'],
  ['deputy', 'Deputy', 'DEPUTY_COMMANDER'],
  ['commander', 'Commander', 'COMMANDER'],
  ['lead', 'Group 3', 'GROUP_LEAD'],
  ['liyi', 'Liyi Town', 'TOWNSHIP_OFFICER', '--area', '140524101'],
  ['field', 'Field 1', 'FIELD_LEADER'],
  ['police', 'Police', 'BUREAU_ANALYST', '--organisation', 'POLICE'],
  ['tax', 'Tax', 'BUREAU_ANALYST', '--organisation', 'TAX'],
  ['sinopec', 'Sinopec', 'ENTERPRISE_REPORTER', '--organisation', 'SINOPEC'],
]

describe('the desk as people see it', () => {
  let hub, browser
  const cookies = {}
  before(async () => {
    await mkdir(folder, { recursive: true })
    hub = await Hub.start({ flags: ['--simulate'] })
    cookies.wall = await hub.enrol('Wall')
    cookies.sysadmin = await hub.enrol('System administrator', { username: 'sysadmin', ...me })
    cookies.secadmin = await hub.enrol('Security administrator', { username: 'secadmin', ...me })
    cookies.auditor = await hub.enrol('Auditor', { username: 'auditor', ...me })
    for (const [name, displayName, role, ...bound] of posts)
      cookies[name] = await hub.person(name, displayName, '--role', role, ...bound)
    const { data } = await ask(hub, cookies.secadmin, '{ users(first: 50) { edges { node { id name appointments { id role } } } } }')
    const idOf = (name) => data.users.edges.find((e) => e.node.name === name).node.id
    const mutate = async (as, query, input) => {
      const answer = await ask(hub, cookies[as], query, { input: { ...input, idempotencyKey: JSON.stringify(input).slice(0, 90) } })
      assert.equal(answer.errors, undefined, JSON.stringify(answer))
      return answer.data
    }
    await mutate('sysadmin', 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { userErrors { message } } }', { user: idOf('duty1'), phone: '13800138000' })
    await mutate('secadmin', 'mutation ($input: AppointInput!) { appoint(input: $input) { userErrors { message } } }', { user: idOf('lead'), role: 'FIELD_LEADER', until: '2030-01-01T00:00:00Z', reason: 'exercise week' })
    const own = data.users.edges.find((e) => e.node.name === 'director').node.appointments[0].id
    const until = new Date(Date.now() + 7 * 86_400_000).toISOString()
    await mutate('director', 'mutation ($input: DelegateInput!) { delegate(input: $input) { userErrors { message } } }', { appointment: own, to: 'deputy', until, reason: 'leave' })
    await mutate('sysadmin', 'mutation ($input: SetUserDisabledInput!) { setUserDisabled(input: $input) { userErrors { message } } }', { user: idOf('tax'), disabled: true })
    const { createEnrolment } = await mutate('sysadmin', 'mutation ($input: CreateEnrolmentInput!) { createEnrolment(input: $input) { link } }', { kind: 'FIELD_DEVICE', user: idOf('field'), name: 'Red phone' })
    await hub.exchange({ code: createEnrolment.link.split('#code=')[1] })
    browser = await openBrowser({ webgl: true })
  })
  after(async () => {
    await browser?.close()
    await hub?.stop()
  })

  const open = async (who, viewport) => {
    const opened = await openPage(browser, viewport)
    await opened.context.addCookies(cookies[who].split('; ').map((cookie) => {
      const [name, value] = cookie.split('=')
      return { name, value, url: hub.url }
    }))
    return opened
  }

  for (const [size, viewport] of Object.entries(sizes)) {
    for (const language of ['zh-CN', 'en']) {
      it(`people, displays, timeline and an analyst's faces, ${size}, ${language}`, async () => {
        const shoot = async (page, face) => {
          await settled(page)
          await page.screenshot({ path: `${folder}${face}-${size}-${language}.png` })
        }
        const faults = []
        const visit = async (who, path, ready, face) => {
          const opened = await open(who, viewport)
          await opened.page.goto(`${hub.url}${path}?lang=${language}`)
          await opened.page.locator(ready).first().waitFor()
          await shoot(opened.page, face)
          await assertFits(opened.page, face)
          faults.push(opened.faults)
          return opened
        }
        const system = await visit('sysadmin', '/console/people', 'tbody tr:nth-child(12)', 'people-system')
        await system.page.goto(`${hub.url}/console/displays`)
        await system.page.locator('tbody', { hasText: 'Red phone' }).waitFor()
        await shoot(system.page, 'displays')
        await system.context.close()

        const security = await visit('secadmin', '/console/people', 'tbody tr:nth-child(12)', 'people-security')
        await security.page.locator('tbody tr', { hasText: 'duty2' }).locator('.ant-btn').last().click()
        await security.page.locator('.ant-modal .ant-select:has(#role)').click()
        await security.page.locator('.ant-modal #role').fill(language === 'en' ? 'Analyst' : '分析')
        await security.page.locator('.ant-select-item-option-active', { hasText: language === 'en' ? 'Analyst' : '分析' }).waitFor()
        await security.page.keyboard.press('Enter')
        await security.page.locator('.ant-modal #organisation').waitFor()
        await shoot(security.page, 'appoint')
        await security.page.goto(`${hub.url}/console/devices`)
        await security.page.locator('.not-open').waitFor()
        await shoot(security.page, 'section-withheld')
        await security.context.close()

        for (const [who, path, ready, face] of [
          ['duty1', '/console/people', 'tbody tr:nth-child(12)', 'people-duty'],
          ['auditor', '/console/timeline', '[title="user.appointed"]', 'timeline-auditor'],
          ['police', '/station/LC0001', '.not-open', 'station-police'],
          ['tax', '/help', '#access', 'help'],
        ])
          await (await visit(who, path, ready, face)).context.close()

        for (const who of ['police', 'liyi', 'wall']) {
          const { context, page, faults: noted } = await open(who, viewport)
          await page.goto(`${hub.url}/wall?lang=${language}`)
          await page.locator('.map-legend li').first().waitFor()
          await page.locator(who === 'police' ? '.tile .not-open' : '.ticker li').first().waitFor()
          await page.locator('.county-map[data-drawn]').waitFor()
          await assertWhole(page, `the wall of ${who}`)
          await shoot(page, `wall-${who}`)
          faults.push(noted)
          await context.close()
        }
        for (const noted of faults) assertClean(noted)
      })
    }
  }
})
