// After the fire, in the browser: an alarm becomes an incident with what the station
// said, the roster and the ledger are kept, and the whole story is printed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, assertWhole, openBrowser, openPage } from './browser.js'
import { publish, reading } from './device.js'
import { becomes, Hub } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const console1 = 'LC0001-C1'
/** Texts and buttons by their place in both catalogues: antd spaces two Chinese characters. */
const words = {
  toIncident: ['转为事故', 'Make it an incident'], origin: ['由站点报警转来', "From a station's alarm"], withheld: ['无权查看', 'Not open to you'],
  dead: ['死亡', 'Dead'], injured: ['轻伤', 'Injured'], taiwan: ['台湾', 'Taiwan'], agrees: ['名册与最新统计一致', 'The roster agrees'],
  used: ['已经转为事故', 'this became incident'], gone: ['没有找到', 'not found'], donation: ['捐赠', 'Donations'], finding: ['总结评估发现', 'Findings of the review'],
}
const label = {
  add: [/登记人员/, /Add a person/], edit: [/^修\s*改$/, /^Edit$/], count: [/更新伤亡/, /Update casualties/], item: [/登记善后事项/, /Enter an item/],
  strike: [/作\s*废/, /^Strike$/], corrective: [/下达整改措施/, /Order a corrective action/], start: [/启动响应/, /Start response/],
  handOver: [/移交指挥权/, /Hand over command/],
}

for (const [place, language] of ['zh-CN', 'en'].entries()) {
  describe(`the aftermath at the desk, ${language}`, () => {
    const word = (name) => words[name][place]
    const opened = []
    let hub, browser, cookies, duty, commander, incident
    let acts = 0
    const shoot = async (page, face) => {
      for (const width of [1366, 1920]) {
        await page.setViewportSize({ width, height: 1000 })
        await assertWhole(page, `${face} at ${width}`, (it) => /^li\.: |segmented/.test(it)) // lists that scroll
        await page.screenshot({ path: `${folder}aftermath-${face}-${width}-${language}.png`, fullPage: true })
      }
    }
    const as = async (cookie, path = '/console/incidents') => {
      const desk = await openPage(browser, { width: 1600, height: 1000, acceptDownloads: true })
      opened.push(desk)
      await desk.context.addCookies(cookie.split('; ').map((it) => {
        const [name, value] = it.split('=')
        return { name, value, url: hub.url }
      }))
      await desk.page.goto(`${hub.url}${path}?lang=${language}`)
      return desk
    }
    const button = (at, name) => at.getByRole('button', { name: label[name][place] })
    const fill = async (page, values) => {
      for (const [name, value] of Object.entries(values)) await page.locator(`.ant-modal #${name}`).fill(value)
    }
    const choose = async (page, name, text) => {
      await page.locator(`.ant-modal #${name}`).click()
      await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: new RegExp(`^${text}$`) }).click()
    }
    const pick = async (page, name, text) => {
      await page.locator(`.ant-modal #${name}`).fill(text)
      await page.locator(`.ant-modal #${name}`).press('Enter')
    }
    const press = (page) => page.locator('.ant-modal-footer .ant-btn-primary').click()
    const closed = (page) => page.locator('.ant-modal').waitFor({ state: 'detached' })
    const submit = async (page) => {
      await press(page)
      await closed(page)
    }
    const act = async (mutation, type, answer, input) => {
      const { data, errors } = await ask(hub, cookies[0], `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${answer} { id } userErrors { field message } } }`, {
        input: { ...input, idempotencyKey: `story ${++acts}` },
      })
      assert.equal(errors, undefined)
      assert.deepEqual(data[mutation].userErrors, [])
      return data[mutation][answer].id
    }
    /** Prints a page of sheets; gives its text, and a picture of each page. */
    const print = async (page, name) => {
      const path = `${folder}aftermath-${name}-${language}.pdf`
      const pdf = await page.pdf({ path, preferCSSPageSize: true })
      assert.match(pdf.toString('latin1'), /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/)
      execFileSync('pdftoppm', ['-r', '60', '-png', path, path.replace('.pdf', '')])
      return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' })
    }
    const holds = (text, parts) => {
      const flat = text.replace(/\s+/g, '')
      for (const part of parts) assert.ok(flat.includes(part.replace(/\s+/g, '')), `${part} is in the print`)
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start({ devices: [console1], flags: ['--trusted-documents=false'] })
      cookies = [
        await hub.person('duty', 'Duty desk', '--role', 'DUTY_OFFICER'),
        await hub.person('commander', 'Commander', '--role', 'COMMANDER'),
        await hub.person('lead', 'Rescue lead', '--role', 'GROUP_LEAD'),
      ]
      for (const volume of [20_000, 18_500, 14_200]) assert.equal((await publish(hub, hub.devices[console1], reading('1', volume))).code, 0)
      const alarm = { ...reading('1', 13_900), events: [{ kind: 'LEAK_ALARM', tank: '1', detail: 'sump sensor 3' }] }
      assert.equal((await publish(hub, hub.devices[console1], alarm)).code, 0)
      assert.equal((await publish(hub, hub.devices[console1], reading('1', -1))).code, 0)
      browser = await openBrowser()
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it("makes an incident of a station's alarm, with what the station said", async () => {
      duty = await as(cookies[0], '/station/LC0001')
      const { page } = duty
      const link = page.locator('.station-events .alarm .to-incident', { hasText: word('toIncident') })
      await link.waitFor()
      await shoot(page, 'station')
      await link.click()
      await page.locator('.ant-modal', { hasText: 'sump sensor 3' }).waitFor()
      await shoot(page, 'alarm')
      await submit(page)
      await page.waitForURL(/console\/incidents\/\d+/)
      incident = new URL(page.url()).pathname
      const origin = page.locator('.incident-card', { hasText: word('origin') })
      await origin.getByText('sump sensor 3').waitFor()
      await origin.locator('svg.origin-course').waitFor()
      await origin.filter({ hasText: /20,000.*13,900.*-6,100/ }).waitFor()
    })

    it('makes it one incident only, and says so', async () => {
      const { page, context } = await as(cookies[1], '/station/LC0001')
      await page.locator('.station-events .alarm .to-incident').click()
      await page.locator('.ant-modal', { hasText: 'sump sensor 3' }).waitFor()
      await press(page)
      await page.getByText(word('used')).waitFor()
      await context.close()
    })

    it('makes an incident of what was not believed, too', async () => {
      const { page, context } = await as(cookies[0], '/console/quarantine')
      await page.locator('tbody .to-incident').first().waitFor()
      await shoot(page, 'quarantine')
      await page.locator('tbody .to-incident').first().click()
      await choose(page, 'kind', place ? 'Special-equipment accident' : '特种设备事故')
      await submit(page)
      await page.locator('.incident-card', { hasText: word('origin') }).waitFor()
      await shoot(page, 'doubted')
      await context.close()
    })

    it('offers neither to who may not enter an incident', async () => {
      const { page, context } = await as(cookies[2], '/station/LC0001')
      await page.locator('.station-header a[href="/console"]').waitFor() // it is known who looks
      await page.locator('.station-events .alarm').waitFor()
      assert.equal(await page.locator('.to-incident').count(), 0)
      await context.close()
    })

    it('keeps the roster, and tells where the counts disagree', async () => {
      const { page } = duty
      await button(page, 'add').click()
      await fill(page, { name: '张某某', hospital: '县人民医院' })
      await choose(page, 'state', word('injured'))
      await choose(page, 'origin', word('taiwan'))
      await submit(page)
      const roster = page.locator('.incident-card', { has: page.locator('.roster') })
      await roster.getByText('张某某').waitFor()
      await roster.locator('.roster-differs li').nth(1).waitFor()
      await shoot(page, 'differs')
      await button(page, 'count').click()
      await fill(page, { injured: '1', fromAbroad: '1', deaths: '0', seriouslyInjured: '0', loss: '120', source: 'hospital' })
      await submit(page)
      await roster.getByText(word('agrees')).waitFor()
    })

    it('shows both versions where two keep one person, and loses nothing', async () => {
      commander = await as(cookies[1], incident)
      const roster = (page) => page.locator('.incident-card', { has: page.locator('.roster') })
      await button(roster(duty.page), 'edit').click()
      await fill(duty.page, { hospital: '市人民医院' })
      await button(roster(commander.page), 'edit').click()
      await fill(commander.page, { note: '已转院' })
      await pick(commander.page, 'kinToldAt', '2026-01-02 03:04:05')
      await choose(commander.page, 'state', word('dead'))
      await submit(commander.page)
      await press(duty.page)
      const conflict = duty.page.locator('.incident-conflict')
      const theirs = (text) => conflict.locator('tbody tr', { hasText: text }).getByRole('button')
      await theirs('已转院').waitFor()
      await conflict.getByText('市人民医院').waitFor()
      await shoot(duty.page, 'conflict')
      await theirs('已转院').click()
      await theirs('2026-01-02 03:04:05').click()
      await theirs(word('injured')).click() // the state: what stands on the left is ours
      await submit(duty.page)
      const kept = roster(commander.page).locator('tbody tr', { hasText: '市人民医院' })
      await kept.getByText('已转院').waitFor()
      await kept.getByText(word('dead')).waitFor()
      await kept.getByText('2026-01-02 03:04').waitFor()
    })

    it('withholds the roster from who may not read it', async () => {
      const { page, context } = await as(cookies[2], incident)
      await page.locator('.incident-card .not-open', { hasText: word('withheld') }).first().waitFor()
      assert.equal(await page.getByText('张某某').count(), 0)
      await shoot(page, 'withheld')
      await context.close()
    })

    it('sums the ledger, and leaves out what was struck', async () => {
      const { page } = duty
      for (const [text, amount] of [['抢险车辆油料', '1200.5'], ['误记的费用', '99999'], ['外聘专家', '3000']]) {
        await button(page, 'item').click()
        await fill(page, { text, amount })
        await submit(page)
        await page.locator('.ledger-item', { hasText: text }).waitFor()
      }
      await button(page, 'item').click()
      await choose(page, 'kind', word('donation'))
      await fill(page, { text: '帐篷', quantity: '20 顶', amount: '8000' })
      await submit(page)
      await button(page, 'item').click()
      await choose(page, 'kind', word('finding'))
      await page.locator('.ant-modal #amount').waitFor({ state: 'detached' }) // a finding is no money
      await fill(page, { text: '集液池传感器报警后 12 分钟才停机' })
      await submit(page)
      const costs = page.locator('.ledger-part[data-kind=COST]')
      await costs.getByText('104,199.50').waitFor()
      await button(costs.locator('.ledger-item', { hasText: '误记的费用' }), 'strike').click()
      await fill(page, { reason: '重复登记' })
      await submit(page)
      await costs.getByText('4,200.50').waitFor()
      await costs.locator('del', { hasText: '误记的费用' }).waitFor()
      await costs.getByText('重复登记').waitFor()
    })

    it('orders a corrective action with owner and time', async () => {
      const { page } = duty
      await button(page, 'corrective').click()
      await fill(page, { text: '更换全部集液池传感器', owner: 'LC0001 站长' })
      await shoot(page, 'corrective')
      await pick(page, 'dueAt', '2027-01-31 18:00:00')
      await submit(page)
      await page.locator('.corrective', { hasText: '更换全部集液池传感器' }).getByText('2027-01-31 18:00').waitFor()
    })

    it('hands command over with a snapshot to print and to keep', async () => {
      const { page, context } = commander
      const id = incident.split('/').at(-1)
      await act('countCasualties', 'CountCasualtiesInput', 'incident', { incident: id, counts: { deaths: 4, injured: 1, fromAbroad: 1 } })
      await page.locator('.incident-head .grade-LARGER').waitFor()
      await button(page, 'start').click()
      await submit(page)
      await button(page, 'handOver').click()
      await fill(page, { to: '市应急指挥部', receivedBy: '李某某' })
      await submit(page)
      const href = await page.locator('a[href*="/console/handovers/"]').getAttribute('href')
      const sheet = await context.newPage()
      await sheet.goto(`${hub.url}${href}`)
      await sheet.getByRole('heading', { name: '指挥权移交单' }).waitFor()
      holds(await print(sheet, 'handover'), ['市应急指挥部', '李某某', '较大', 'Ⅰ级响应', '综合组', '快照签名'])
      const [download] = await Promise.all([sheet.waitForEvent('download'), sheet.locator('a[download]').click()])
      const file = JSON.parse(await readFile(await download.path(), 'utf8'))
      const { data } = await ask(hub, cookies[1], 'query ($id: ID!) { incident(id: $id) { handOvers { snapshot signature } } }', { id })
      assert.deepEqual({ snapshot: file.snapshot, signature: file.signature }, data.incident.handOvers[0])
      assert.ok(!file.snapshot.includes('张某某'), 'the roster stays here')
      const check = async (text, said) => {
        await sheet.locator('.sheet-check input').setInputFiles({ name: 'handover.json', mimeType: 'application/json', buffer: Buffer.from(text) })
        await sheet.locator(`.sheet-check [data-said=${said}]`).waitFor()
      }
      await check(JSON.stringify(file), 'genuine')
      await check(JSON.stringify({ ...file, snapshot: file.snapshot.replace('"deaths":4', '"deaths":1') }), 'altered')
      await check('{}', 'noFile')
      await shoot(sheet, 'handover')
      await context.close()
    })

    it('prints the whole story, with a log longer than a page of the contract', async () => {
      const id = incident.split('/').at(-1)
      await duty.page.goto('about:blank') // what now comes in haste is read together
      const first = await act('draftReport', 'DraftReportInput', 'report', { incident: id, kind: 'FIRST', elements: [{ element: 'EXTENT', text: '站区及北侧道路' }] })
      await act('sendReport', 'SendReportInput', 'report', { report: first, party: 'CITY', channel: 'WRITING', recipient: '市值班室', receipt: '传真 3' })
      const { data: { incident: { deadlines } } } = await ask(hub, cookies[0], 'query ($id: ID!) { incident(id: $id) { deadlines { id duty metAt } } }', { id })
      await act('meetDeadline', 'MeetDeadlineInput', 'deadline', { deadline: deadlines.find((d) => d.duty === 'COUNTY_NOTICE').id, recipient: '县值班室', receipt: '17' })
      await act('draftRelease', 'DraftReleaseInput', 'release', { incident: id, title: '关于加油站泄漏的通报', text: '现场已控制。' })
      await act('addSample', 'AddSampleInput', 'sample', { incident: id, medium: 'AIR', substance: '苯', place: '下风向 50 m', value: 14, unit: 'mg/m³', bound: 6, standard: 'GBZ 2.1' })
      await act('enterCordon', 'EnterCordonInput', 'entry', { incident: id, name: '王某某', unit: '消防救援大队', outBy: new Date(Date.now() + 3_600_000).toISOString() })
      for (let n = 1; n <= 110; n++) await act('addLedgerItem', 'AddLedgerItemInput', 'item', { kind: 'SUPPLY_USED', text: `吸油毡第 ${n} 批`, quantity: '10 kg', incident: id })
      const { page, context } = duty
      await page.goto(`${hub.url}${incident}`)
      const href = await page.locator('a[href*="/console/stories/"]').getAttribute('href')
      const sheet = await context.newPage()
      await sheet.goto(`${hub.url}${href}`)
      await sheet.getByRole('heading', { name: '生产安全事故处置始末' }).waitFor()
      const text = await print(sheet, 'story')
      const number = text.match(/\d{4}-\d{3}/)[0]
      holds(text, [
        number, '较大', '死亡 4 ≥ 3', 'Ⅰ级响应', '由站点设备事件转来', '县委、县政府值班室', '报县值班室', '回执：17', '站区及北侧道路', '市值班室', '传真 3', '按时完成', '移交市应急指挥部，李某某 接收', '综合组', '更换全部集液池传感器',
        '关于加油站泄漏的通报', '下风向', '超标', '共进入 1 人次', '误记的费用', '重复登记', '4,200.50', '8,000.00', '集液池传感器报警后',
        '吸油毡第 110 批', '全部列出', '（完）',
      ])
      assert.ok(!text.includes('张某某') && !text.includes('王某某'), 'no names of those who were hurt or went in')
      const { data } = await ask(hub, cookies[0], 'query ($id: ID!) { incident(id: $id) { a: log(first: 100) { entries { sequence } hasMore endCursor } } }', { id })
      assert.ok(data.incident.a.hasMore)
      const told = Number(text.replace(/\s+/g, '').match(/共(\d+)条，全部列出/)[1])
      await becomes(() => sheet.locator('section').last().locator('tbody tr').count(), told, 'rows of the log')
      await shoot(sheet, 'story')
      await sheet.close()
      await page.locator('.ledger-part[data-kind=SUPPLY_USED]').getByRole('button', { name: /110/ }).waitFor()
      await shoot(page, 'page')
    })

    it('tells a story that could not be read whole from one that was', async () => {
      const { context } = duty
      const sheet = await context.newPage()
      let pages = 0
      await sheet.route('**/graphql', async (route) => {
        if (/"after":"/.test(route.request().postData() ?? '') && pages++ >= 0) return route.abort()
        return route.continue()
      })
      await sheet.goto(`${hub.url}/console/stories/${incident.split('/').at(-1)}`)
      await sheet.locator('.sheet-cut').first().waitFor()
      await sheet.close()
    })

    it('meets no error, breaks no policy', () => {
      for (const { faults } of opened) assertClean(faults)
    })
  })
}
