import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertClean, openBrowser, openPage } from './browser.js'
import { publish, reading } from './device.js'
import { becomes, Hub, until } from './hub.js'

const password = 'Correct-Horse-7'
const device = 'LC0001-C1'

/** A page of a person who holds what the link's title or the code names. */
async function enrolled(browser, hub, link, username, options) {
  const opened = await openPage(browser, { width: 1366, height: 768, ...options })
  const { page } = opened
  await page.goto(link)
  await page.locator('[name=username]').fill(username)
  await page.locator('[name=displayName]').fill(username)
  await page.locator('[name=password]').fill(password)
  await page.locator('[name=again]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL('**/console')
  await page.locator('.console-who').getByText(username).first().waitFor()
  return opened
}

const sections = (page) => page.locator('.ant-menu a').evaluateAll((links) => links.map((it) => it.pathname.split('/').pop()))
const rowOf = (page, name) => page.locator('tbody tr', { hasText: name }).first()
/** Presses what a dialog is for; resolves once it is gone, so that the next one is alone. */
async function submit(page) {
  await page.locator('.ant-modal-footer .ant-btn-primary').click()
  await page.locator('.ant-modal').waitFor({ state: 'detached' })
}
/** Chooses in a dialog's select by the shown text. */
async function choose(page, field, text) {
  await page.locator(`.ant-modal .ant-select:has(#${field})`).click()
  await page.locator(`.ant-modal #${field}`).fill(text)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: text }).first().click()
}

for (const database of ['sqlite', 'postgres']) {
  describe(`people at the desk on ${database}`, () => {
    let hub, browser, system, security, auditor, officer
    before(async () => {
      hub = await Hub.start({ database, devices: [device] })
      browser = await openBrowser()
      system = await enrolled(browser, hub, await hub.link('System administrator'), 'sysadmin')
      security = await enrolled(browser, hub, await hub.link('Security administrator'), 'secadmin')
      auditor = await enrolled(browser, hub, await hub.link('Auditor'), 'auditor')
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('each administrator sees the sections that are theirs, and lands on the first', async () => {
      const shows = ({ page }, all) => becomes(() => sections(page), all, 'the sections')
      await shows(system, ['stations', 'installations', 'devices', 'quarantine', 'timeline', 'people', 'displays', 'profile', 'exercise', 'account', 'wall'])
      await shows(security, ['stations', 'people', 'displays', 'account', 'wall', 'partner'])
      await shows(auditor, ['stations', 'timeline', 'people', 'displays', 'account', 'wall', 'partner'])
    })

    it('says what is missing on a section that is opened by its address', async () => {
      await security.page.goto(`${hub.url}/console/devices`)
      await security.page.locator('.not-open', { hasText: '设备凭证查看' }).waitFor()
      assert.equal(await security.page.locator('.console-content table').count(), 0)
    })

    it('invites a person by a link that is shown once', async () => {
      const { page } = system
      await page.goto(`${hub.url}/console/people`)
      await page.getByRole('button', { name: '邀请人员' }).click()
      await page.locator('#name').fill('Desk 1')
      await page.getByRole('button', { name: '创建一次性链接' }).click()
      const link = await page.locator('.secret').textContent()
      assert.match(link, /\/enrol#code=/)
      officer = await enrolled(browser, hub, link, 'officer1')
      await officer.page.getByText('您目前没有岗位').waitFor()
      await becomes(() => sections(officer.page), ['account', 'wall'], 'the sections')
    })

    it('offers no button to who may only look', async () => {
      const { page } = auditor
      await page.goto(`${hub.url}/console/people`)
      await rowOf(page, 'officer1').waitFor()
      assert.equal(await page.locator('tbody button:not(.ant-table-row-expand-icon)').count(), 0)
      assert.equal(await page.getByRole('button', { name: '邀请人员' }).count(), 0)
    })

    it('appoints for good reason, and the section opens without a reload', async () => {
      const { page } = security
      await page.goto(`${hub.url}/console/people`)
      await rowOf(page, 'officer1').getByRole('button', { name: /任\s*命/ }).click()
      await choose(page, 'role', '值班员')
      await page.locator('.ant-modal #reason').fill('night shift')
      await submit(page)
      await rowOf(page, 'officer1').getByText('值班员').waitFor()
      await until(async () => (await sections(officer.page)).includes('quarantine'), 'the sections of a duty officer')
    })

    it('asks for the area or the organisation that a post is bound to', async () => {
      const { page } = security
      await rowOf(page, 'officer1').getByRole('button', { name: /任\s*命/ }).click()
      await choose(page, 'role', '乡镇')
      await page.locator('.ant-modal #area').waitFor()
      await becomes(() => page.locator('.ant-modal #organisation').count(), 0, 'fields for an organisation')
      await choose(page, 'role', '部门分析员')
      await page.locator('.ant-modal #organisation').waitFor()
      await choose(page, 'organisation', '县公安局')
      await page.locator('.ant-modal #reason').fill('liaison')
      await submit(page)
      await rowOf(page, 'officer1').getByText('县公安局').waitFor()
    })

    it('tells at its field that nobody holds two of the three, and that nobody appoints themselves', async () => {
      const { page } = security
      await rowOf(page, 'sysadmin').getByRole('button', { name: /任\s*命/ }).click()
      await choose(page, 'role', '安全审计员')
      await page.locator('.ant-modal #reason').fill('try')
      await page.locator('.ant-modal-footer .ant-btn-primary').click()
      await page.locator('.ant-form-item:has(#role)', { hasText: '相互制约' }).waitFor()
      await page.locator('.ant-modal-close').click()
      await page.locator('.ant-modal').waitFor({ state: 'detached' })
      await rowOf(page, 'secadmin').getByRole('button', { name: /任\s*命/ }).click()
      await choose(page, 'role', '值班员')
      await page.locator('.ant-modal #reason').fill('try')
      await page.locator('.ant-modal-footer .ant-btn-primary').click()
      await page.locator('.ant-form-item:has(#user)', { hasText: '不能任命自己' }).waitFor()
      await page.locator('.ant-modal-close').click()
    })

    it('shows a phone masked, and whole to who may read it, with a note', async () => {
      const { page } = system
      await page.goto(`${hub.url}/console/people`)
      await rowOf(page, 'officer1').getByRole('button', { name: /修\s*改/ }).click()
      await page.locator('.ant-modal #phone').fill('13800138000')
      await submit(page)
      await rowOf(page, 'officer1').getByText('138****8000').waitFor()
      await officer.page.goto(`${hub.url}/console/people`)
      await rowOf(officer.page, 'officer1').getByText('13800138000').waitFor()
      await officer.page.getByText('每次查看都记入审计记录').waitFor()
    })

    it('takes an ended appointment’s sections and live data without a reload', async () => {
      const { page } = officer
      const { code, output } = await publish(hub, hub.devices[device], reading('1', 20_000))
      assert.equal(code, 0, output)
      await page.goto(`${hub.url}/station/LC0001`)
      await page.locator('.tank-card .strong dd', { hasText: '20,000.00' }).waitFor()
      const desk = await officer.context.newPage()
      await desk.goto(`${hub.url}/console/quarantine`)
      await desk.locator('.console-content table').waitFor()
      await page.evaluate(() => { globalThis.neverReloaded = true })
      await desk.evaluate(() => { globalThis.neverReloaded = true })

      await security.page.goto(`${hub.url}/console/people`)
      const post = rowOf(security.page, 'officer1').locator('.console-posts li', { hasText: '值班员' })
      await post.getByRole('button', { name: '结束任职' }).click()
      await security.page.locator('.ant-modal #reason').fill('shift over')
      await submit(security.page)
      await desk.locator('.not-open', { hasText: '隔离区查看' }).waitFor()
      await becomes(() => sections(desk), ['stations', 'installations', 'account', 'wall', 'partner'], 'what a police analyst sees is left')
      await page.locator('.tank-card .not-open', { hasText: '库存' }).first().waitFor()
      await becomes(() => page.getByText('20,000.00').count(), 0, 'figures that are left')
      assert.ok(await page.evaluate(() => globalThis.neverReloaded))
      assert.ok(await desk.evaluate(() => globalThis.neverReloaded))
      await desk.close()
    })

    it('shows a police analyst on the wall what is not open, never an empty tile', async () => {
      const { page } = officer
      await page.goto(`${hub.url}/wall`)
      for (const [area, right] of [['stock', '库存与液位'], ['sales', '销售'], ['devices', '设备联网与故障']])
        await page.locator(`.tile[style*="grid-area: ${area}"] .not-open`, { hasText: right }).waitFor()
      await page.locator('.withheld-kinds', { hasText: '卸油与运单、设备联网与故障、渗漏溢油' }).waitFor()
      await becomes(() => page.locator('.tile.stopped').count(), 0, 'tiles that have stopped')
      const drawing = await openBrowser({ webgl: true })
      try {
        const { context, page: drawn } = await openPage(drawing)
        await context.addCookies(await page.context().cookies())
        await drawn.goto(`${hub.url}/wall`)
        await drawn.locator('.map-legend', { hasText: '联网未开放' }).waitFor()
      } finally {
        await drawing.close()
      }
    })

    it('closes an account, and its page is at sign-in by itself', async () => {
      const { page } = system
      await page.goto(`${hub.url}/console/people`)
      await rowOf(page, 'officer1').getByRole('button', { name: /停\s*用/ }).click()
      await page.locator('.ant-popover:visible .ant-btn-primary').click()
      await officer.page.waitForURL('**/signin')
      await rowOf(page, 'officer1').getByText(/停用$/).first().waitFor()
    })

    it('enrols a wall and a phone, and a wall that is revoked says so', async () => {
      const { page } = system
      await page.goto(`${hub.url}/console/displays`)
      await page.locator('#name').first().fill('Left wall')
      await page.getByRole('button', { name: '登记大屏' }).click()
      const link = await page.locator('.secret').textContent()
      await submit(page)
      const wall = await openPage(browser)
      await wall.page.goto(link)
      await wall.page.locator('.wall-tiles').waitFor()
      await page.getByRole('button', { name: /刷\s*新/ }).click()
      await rowOf(page, 'Left wall').getByRole('button', { name: /吊\s*销/ }).click()
      await page.locator('.ant-popover:visible .ant-btn-primary').click()
      await wall.page.getByText('本屏的登记已被吊销').waitFor()
      await becomes(() => wall.page.locator('.wall-tiles').count(), 0, 'tiles of a wall that is let in no more')
      await rowOf(page, 'Left wall').getByText(/吊销/).first().waitFor()
      assertClean(wall.faults)

      await page.locator('.ant-select:has(#user)').click()
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: 'auditor' }).click()
      await page.getByPlaceholder('手机名称').fill('Red phone')
      await page.getByRole('button', { name: '登记手机' }).click()
      const phone = await page.locator('.secret').textContent()
      const response = await fetch(`${hub.url}/api/v1/enrol`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code: new URL(phone).hash.replace('#code=', '') }),
      })
      assert.ok(response.ok)
      await submit(page)
      await page.getByRole('button', { name: /刷\s*新/ }).click()
      await rowOf(page, 'Red phone').getByText('auditor').waitFor()
    })

    it('the auditor reads all of it in words, and by person and subject', async () => {
      const { page } = auditor
      await page.goto(`${hub.url}/console/timeline`)
      for (const [action, words] of [['user.appointed', '任命'], ['user.appointment-ended', '结束任职'], ['user.disabled', '停用账号'], ['wall.revoked', '吊销大屏'], ['user.personal-data-read', '查看个人信息原文']])
        await page.locator(`[title="${action}"]`, { hasText: words }).first().waitFor()
      await rowOf(page, '结束任职').filter({ hasText: /值班员.*shift over.*officer1/ }).waitFor() // names are read a moment later
      const count = () => page.locator('tbody tr.ant-table-row').count()
      const all = await count()
      await page.locator('.console-bar .ant-select').nth(0).click()
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '大屏' }).click()
      await becomes(count, 2, 'a wall enrolled and revoked')
      assert.ok(all > 2)
    })

    it('meets no error, breaks no policy', async () => {
      for (const { faults } of [system, security, auditor, officer]) assertClean(faults)
    })
  })
}
