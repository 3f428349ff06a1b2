// The scene of an accident at the desk, in the browser: who is inside the cordon, what
// was measured, what the public is told, and how tasks are carried out, in both languages.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, assertWhole, openBrowser, openPage, settled } from './browser.js'
import { becomes, Hub } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const phone = '13900000001'
/** Words and buttons by their place in both languages: antd spaces two Chinese characters. */
const words = {
  water: ['水', 'Water'], changed: ['在您编辑时，其他人已修改', 'Somebody changed this while you edited it'],
  overdue: ['超时未出', 'OVERDUE'], exceeds: ['超标', 'EXCEEDS'], unjudged: ['未判定', 'not judged'], self: ['不能审核自己起草的信息', 'Nobody approves what they wrote'],
  withheld: ['无权查看', 'Not open to you'], reason: ['说明（必填）', 'Reason (needed)'],
}
const label = {
  out: [/登记撤出/, /^Out /], sample: [/登记监测/, /Record a sample/], draft: [/起草发布信息/, /Draft a release/], approve: [/审核通过/, /^Approve$/],
  publish: [/登记发布/, /Record as published/], edit: [/^修\s*改$/, /^Edit$/], give: [/下达任务/, /Give a task/], acknowledge: [/签\s*收/, /Acknowledge/],
  progress: [/进\s*展/, /^Progress$/], done: [/完\s*成/, /^Done$/], reopen: [/重\s*开/, /^Reopen$/], cancel: [/取\s*消/, /^Cancel$/],
}

for (const [place, language] of ['zh-CN', 'en'].entries()) {
  describe(`the scene of an accident, ${language}`, () => {
    const word = (name) => words[name][place]
    let hub, browser, cookies, id, duty, commander, lead
    const shoot = async (page, face) => {
      await settled(page)
      await page.screenshot({ path: `${folder}scene-${face}-${language}.png`, fullPage: true })
    }
    const as = async (cookie, size) => {
      const opened = await openPage(browser, size)
      await opened.context.addCookies(cookie.split('; ').map((it) => {
        const [name, value] = it.split('=')
        return { name, value, url: hub.url }
      }))
      await opened.page.goto(`${hub.url}/console/incidents/${id}?lang=${language}`)
      await opened.page.locator('.scene-heads').waitFor()
      return opened
    }
    const button = (within, name) => within.getByRole('button', { name: label[name][place] })
    const fill = async (page, values) => {
      for (const [name, value] of Object.entries(values)) await page.locator(`.ant-modal #${name}`).fill(value)
    }
    const choose = async (page, field, text) => {
      await page.locator(`.ant-modal .ant-select:has(#${field})`).click()
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: text }).first().click()
    }
    const send = (page) => page.locator('.ant-modal-footer .ant-btn-primary').click()
    const submit = async (page) => {
      await send(page)
      await page.locator('.ant-modal').waitFor({ state: 'detached' })
    }
    const entered = (page, name, stay) => page.locator(`.scene-entry[data-stay=${stay}]`, { hasText: name })
    const task = (page, text, state) => page.locator(`.incident-task${state ? `[data-state=${state}]` : ''}`, { hasText: text })
    const carryOut = async (cookie, mutation, input) => {
      const [[, answer]] = Object.entries((await ask(hub, cookie, mutation, { input })).data)
      assert.deepEqual(answer.userErrors, [])
      return answer
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start()
      cookies = [
        await hub.person('duty', 'Duty desk', '--role', 'DUTY_OFFICER'),
        await hub.person('commander', 'Commander', '--role', 'COMMANDER'),
        await hub.person('lead', 'Rescue lead', '--role', 'GROUP_LEAD'),
      ]
      const opened = await carryOut(cookies[0], 'mutation ($input: OpenIncidentInput!) { openIncident(input: $input) { incident { id } userErrors { message } } }', {
        facts: { title: 'LC0001 forecourt fire', kind: 'FIRE', station: 'LC0001', reporter: 'station head', reporterPhone: phone }, idempotencyKey: 'open',
      })
      id = opened.incident.id
      browser = await openBrowser()
      duty = await as(cookies[0], { width: 1366, height: 900 })
      commander = await as(cookies[1], { width: 1920, height: 1080 })
      lead = await as(cookies[2], { width: 1366, height: 900 })
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('enters who goes inside, one line after the other, by who may only carry out tasks', async () => {
      const { page } = lead
      await page.locator('#cordon_name').fill('Rescuer 1')
      await page.locator('#cordon_unit').fill(place === 0 ? '县消防救援大队' : 'county fire brigade')
      await page.locator('#cordon_outBy').fill('20')
      await page.keyboard.press('Enter')
      await entered(page, 'Rescuer 1', 'INSIDE').waitFor()
      await page.locator('#cordon_name:focus').fill('Rescuer 2')
      await page.keyboard.press('Enter')
      await entered(page, 'Rescuer 2', 'INSIDE').waitFor()
      await page.locator('.scene-heads[data-inside="2"][data-overdue="0"]').waitFor()
    })

    it('refuses at the field who is inside already', async () => {
      const { page } = lead
      await page.locator('#cordon_name').fill('Rescuer 2')
      await page.keyboard.press('Enter')
      await page.locator('.scene-enter .ant-form-item-explain-error', { hasText: '§5.3.2(4)' }).waitFor()
    })

    it('turns overdue by itself on every desk, in colour, word and count', async () => {
      await carryOut(cookies[2], 'mutation ($input: EnterCordonInput!) { enterCordon(input: $input) { entry { id } userErrors { message } } }', {
        incident: id, name: 'Rescuer 3', unit: 'team 3', outBy: new Date(Date.now() + 4_000).toISOString(), idempotencyKey: 'short',
      })
      for (const { page } of [duty, commander, lead]) {
        await entered(page, 'Rescuer 3', 'OVERDUE').getByText(word('overdue'), { exact: true }).waitFor()
        await page.locator('.scene-alarm', { hasText: 'Rescuer 3' }).waitFor()
        await page.locator('.scene-heads[data-inside="3"][data-overdue="1"]').waitFor()
      }
      await entered(duty.page, 'Rescuer 1', 'INSIDE').waitFor()
      await shoot(duty.page, 'overdue-1366')
      await shoot(commander.page, 'overdue-1920')
    })

    it('records who came out by one click, and the alarm ends', async () => {
      await button(entered(lead.page, 'Rescuer 3', 'OVERDUE'), 'out').click()
      await duty.page.locator('.scene-alarm').waitFor({ state: 'detached' })
      await duty.page.locator('.scene-heads[data-inside="2"][data-overdue="0"]').waitFor()
    })

    it('makes a sample above its bound unmistakable, and judges none without one', async () => {
      const { page } = lead
      await button(page, 'sample').click()
      await fill(page, { substance: place === 0 ? '苯' : 'benzene', place: place === 0 ? '站区北侧围墙外 10 米' : '10 m outside the north wall', value: '6.1', bound: '6' })
      await send(page)
      await page.locator('.ant-form-item-explain-error', { hasText: '§5.7' }).waitFor() // a bound of no standard
      await fill(page, { standard: 'GBZ 2.1' })
      await shoot(page, 'sample-form')
      await submit(page)
      await duty.page.locator('tr.sample.is-EXCEEDS').getByText(word('exceeds'), { exact: true }).waitFor()
      await button(page, 'sample').click()
      await fill(page, { substance: place === 0 ? '石油类' : 'oil', place: place === 0 ? '下游' : 'downstream', value: '0.04', unit: 'mg/L' })
      await choose(page, 'medium', word('water'))
      await submit(page)
      await duty.page.locator('tr.sample.is-NO_BOUND').getByText(word('unjudged'), { exact: true }).waitFor()
    })

    it('lets nobody approve their own release; another approves it, then it goes out', async () => {
      assert.equal(await button(lead.page, 'draft').count(), 0)
      await button(duty.page, 'draft').click()
      await fill(duty.page, { title: place === 0 ? '关于加油站起火的情况通报' : 'Fire at a fuel station', text: place === 0 ? '请附近居民绕行，关闭门窗。\n无人员死亡。' : 'Keep away and keep windows shut.\nNobody died.' })
      await submit(duty.page)
      const release = (page, state) => page.locator(`.scene-release[data-state=${state}]`)
      await button(release(duty.page, 'DRAFT'), 'approve').click()
      await send(duty.page)
      await duty.page.locator('.ant-message').getByText(word('self')).waitFor()
      await shoot(duty.page, 'self-approval')
      await duty.page.locator('.ant-modal-footer .ant-btn').first().click()
      await duty.page.locator('.ant-modal').waitFor({ state: 'detached' })
      await button(release(commander.page, 'DRAFT'), 'approve').click()
      await submit(commander.page)
      await release(duty.page, 'APPROVED').getByText('Commander').waitFor()
      await button(release(duty.page, 'APPROVED'), 'publish').click()
      await fill(duty.page, { channel: place === 0 ? '县融媒体中心' : 'local radio' })
      await submit(duty.page)
      await release(commander.page, 'PUBLISHED').getByText(place === 0 ? '县融媒体中心' : 'local radio').waitFor()
    })

    it('puts instructions and help requests first, with how they are carried out', async () => {
      const { page } = commander
      for (const [kind, text] of [
        [place === 0 ? '命令' : 'Order', 'Cool tank 2'],
        [place === 0 ? '领导批示' : 'Instruction', 'Save lives first, said the county mayor'],
        [place === 0 ? '请求支援' : 'Help request', 'Two foam engines of the city brigade'],
      ]) {
        await button(page, 'give').click()
        await choose(page, 'kind', kind)
        await fill(page, { text, owner: 'brigade' })
        await submit(page)
        await task(duty.page, text, 'OPEN').waitFor()
      }
      await becomes(() => duty.page.locator('.tasks-answered .incident-task').count(), 2, 'tasks that are answered for')
      const instruction = task(lead.page, 'Save lives', undefined)
      await button(instruction, 'acknowledge').waitFor()
      assert.equal(await button(instruction, 'cancel').count(), 0) // only who gives tasks
      await button(instruction, 'acknowledge').click()
      await button(instruction, 'progress').click()
      await fill(lead.page, { note: 'everybody is out of the shop' })
      await submit(lead.page)
      await duty.page.locator('.tasks-answered .progress', { hasText: 'everybody is out of the shop' }).waitFor()
    })

    it('reopens a task that was done, with a reason', async () => {
      const { page } = lead
      await button(task(page, 'Cool tank 2'), 'acknowledge').click()
      await button(task(page, 'Cool tank 2', 'ACKNOWLEDGED'), 'done').click()
      await fill(page, { note: 'cooled to 30 °C' })
      await submit(page)
      await button(task(page, 'Cool tank 2', 'DONE'), 'reopen').click()
      await page.getByText(word('reason')).waitFor()
      await send(page)
      await page.locator('.ant-modal .ant-form-item-explain-error').waitFor()
      await fill(page, { note: 'warm again' })
      await submit(page)
      await task(duty.page, 'Cool tank 2', 'IN_PROGRESS').getByText('warm again').first().waitFor()
    })

    it('shows both versions where two move a task, and loses nothing that was typed', async () => {
      await button(task(lead.page, 'Cool tank 2'), 'done').click()
      await fill(lead.page, { note: 'cold for good' })
      await button(task(duty.page, 'Cool tank 2'), 'progress').click()
      await fill(duty.page, { note: 'foam runs out' })
      await submit(duty.page)
      await send(lead.page)
      const conflict = lead.page.locator('.incident-conflict')
      await conflict.getByText('foam runs out').waitFor()
      await conflict.getByText('cold for good').waitFor()
      await lead.page.locator('.task-moved', { hasText: 'duty' }).waitFor()
      assert.equal(await lead.page.locator('.ant-modal #note').inputValue(), 'cold for good')
      await shoot(lead.page, 'task-conflict')
      await submit(lead.page)
      await task(duty.page, 'Cool tank 2', 'DONE').getByText('cold for good').first().waitFor()
    })

    it('shows what the other did even where one click was too late', async () => {
      const { page } = lead
      const { task: given } = await carryOut(cookies[1], 'mutation ($input: GiveTaskInput!) { giveTask(input: $input) { task { id version } userErrors { message } } }', {
        incident: id, kind: 'ORDER', text: 'Close the road', owner: 'police', idempotencyKey: 'road',
      })
      await task(page, 'Close the road', 'OPEN').waitFor()
      await page.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('"MoveTask"')) {
          await carryOut(cookies[0], 'mutation ($input: MoveTaskInput!) { moveTask(input: $input) { task { id } userErrors { message } } }', {
            task: given.id, version: given.version, state: 'DONE', note: 'closed at the bridge', idempotencyKey: 'before',
          })
        }
        await route.continue()
      })
      await button(task(page, 'Close the road'), 'acknowledge').click()
      await page.locator('.incident-conflict', { hasText: word('changed') }).waitFor()
      await page.locator('.task-moved', { hasText: 'closed at the bridge' }).waitFor()
      await page.unroute('**/graphql')
      await page.locator('.ant-modal-footer .ant-btn').first().click()
      await page.locator('.ant-modal').waitFor({ state: 'detached' })
    })

    it('cancels a task with the reason beside it', async () => {
      await button(task(duty.page, 'Two foam engines'), 'cancel').click()
      await fill(duty.page, { note: 'the fire is out' })
      await submit(duty.page)
      await task(lead.page, 'Two foam engines', 'CANCELLED').locator('.progress', { hasText: 'the fire is out' }).waitFor()
    })

    it('moves the map point and the township, and shows a phone only to who may see it', async () => {
      await duty.page.getByText(phone).waitFor()
      await lead.page.locator('.incident-facts', { hasText: word('withheld') }).waitFor()
      assert.equal(await lead.page.getByText(phone).count(), 0)
      await button(duty.page, 'edit').first().click()
      await duty.page.locator('.ant-modal #reporterPhone').waitFor()
      await fill(duty.page, { longitude: '113.28', latitude: '' })
      await send(duty.page)
      await duty.page.locator('.ant-modal .ant-form-item-explain-error').waitFor() // half a point is none
      await fill(duty.page, { latitude: '35.77' })
      await duty.page.locator('.ant-modal .ant-select:has(#area)').click()
      const township = duty.page.locator('.ant-select-dropdown:visible .ant-select-item-option:not(.ant-select-item-option-selected)').first()
      const name = await township.textContent()
      await township.click()
      await button(commander.page, 'edit').first().click()
      await commander.page.locator('.ant-modal #reporterPhone').waitFor()
      await fill(commander.page, { longitude: '113.29', latitude: '35.78' })
      await submit(commander.page)
      await send(duty.page)
      const conflict = duty.page.locator('.incident-conflict')
      await conflict.getByText('113.28').waitFor()
      await conflict.getByText('113.29').waitFor()
      await shoot(duty.page, 'facts-conflict')
      await submit(duty.page)
      await commander.page.locator('.incident-facts', { hasText: '113.28° E, 35.77° N' }).waitFor()
      await commander.page.locator('.incident-facts', { hasText: name }).waitFor()
    })

    it('cuts no text, narrow or wide', async () => {
      for (const [{ page }, size] of [[duty, 1366], [lead, 'lead-1366'], [commander, 1920]]) {
        await page.waitForFunction(() => !document.querySelector('.ant-message')?.textContent)
        await page.mouse.move(0, 0)
        await assertWhole(page, size, (it) => /^li\.: \d/.test(it)) // the log scrolls
        await shoot(page, size)
      }
    })

    it('meets no error, breaks no policy', () => {
      for (const { faults } of [duty, commander, lead]) assertClean(faults)
    })
  })
}
