// Reports from the scene at the desk: they come by themselves, change nothing until
// they are adopted by keyboard, and whoever decides second is told.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { assertClean, openBrowser, openPage, settled } from './browser.js'
import { Hub } from './hub.js'
import { ask } from './subscriber.js'

const folder = fileURLToPath(new URL('../../.build/screenshots/', import.meta.url))
const words = {
  'zh-CN': { state: '待处理', adopt: /^采\s*纳$/, text: '采纳并记入日志', aside: '不采纳', waits: '1 条现场报告待处理', conflict: '他人已先处理', name: '赵队长', seen: '罐区北侧发现 2 人被困，1 人已无生命体征。' },
  en: { state: 'Waiting', adopt: 'Adopt', text: 'Adopt into the log', aside: 'Set aside', waits: 'Reports from the scene waiting: 1', conflict: 'Another dealt with this report first', name: 'Captain Zhao', seen: 'North of the tanks two people are trapped, one shows no sign of life.' },
}

for (const language of Object.keys(words)) {
  describe(`reports from the scene at the desk, ${language}`, () => {
    const word = words[language]
    let hub, browser, opened, desk, scene, incident, picture
    let keys = 0

    /** Carries out a mutation; gives what it returns under the name. */
    async function act(as, mutation, selection, input) {
      const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`
      const { data, errors } = await ask(hub, as, `mutation($i:${type}!){${mutation}(input:$i){${selection} userErrors{field message}}}`, { i: { ...input, idempotencyKey: `story ${++keys}` } })
      assert.equal(errors, undefined, JSON.stringify(errors))
      assert.deepEqual(data[mutation].userErrors, [])
      return data[mutation]
    }
    const report = async (more) =>
      (await act(scene, 'reportFromScene', 'report{id version}', { incident, seenAt: new Date().toISOString(), ...more })).report
    const article = (text) => opened.page.locator('.scene-report', { hasText: text })
    async function shoot(face, sizes = [1366, 1920]) {
      for (const width of sizes) {
        await opened.page.setViewportSize({ width, height: 1000 })
        await settled(opened.page)
        await opened.page.screenshot({ path: `${folder}scenereport-${face}-${width}-${language}.png` })
      }
    }

    before(async () => {
      await mkdir(folder, { recursive: true })
      hub = await Hub.start()
      desk = await hub.person('duty', 'Duty desk', '--role', 'DUTY_OFFICER')
      scene = await hub.person('field', word.name, '--role', 'FIELD_LEADER')
      incident = (await act(desk, 'openIncident', 'incident{id}', {
        facts: { title: 'LC0001 forecourt fire', kind: 'FIRE', station: 'LC0001', occurredAt: new Date(Date.now() - 600_000).toISOString() },
        counts: { deaths: 0, injured: 2 },
      })).incident.id
      browser = await openBrowser()
      opened = await openPage(browser, { width: 1366, height: 1000 })
      await opened.context.addCookies(desk.split('; ').map((it) => ({ name: it.split('=')[0], value: it.slice(it.indexOf('=') + 1), url: hub.url })))
      await opened.page.goto(`${hub.url}/console/incidents?lang=${language}`)
      await opened.page.getByText('LC0001 forecourt fire').waitFor()
      picture = await opened.page.screenshot({ type: 'jpeg' })
    })
    after(async () => {
      await browser?.close()
      await hub?.stop()
    })

    it('marks the incident in the list by itself', async () => {
      await report({ text: word.seen, counts: { deaths: 1, trapped: 2 }, place: { latitude: 35.77512, longitude: 113.28034, accuracyM: 7.4 } })
      await opened.page.getByText(word.waits).waitFor()
      await shoot('list')
    })

    it('shows it beside what is known, with its picture and place', async () => {
      const sent = await fetch(`${hub.url}/api/v1/incidents/${incident}/photos?report=${encodeURIComponent(`story ${keys}`)}`, {
        method: 'POST', headers: { cookie: scene, 'idempotency-key': 'picture' }, body: picture,
      })
      assert.equal(sent.status, 201, await sent.text())
      await opened.page.getByText('LC0001 forecourt fire').click()
      const it = article(word.seen)
      await it.getByText(word.state).waitFor()
      await opened.page.waitForFunction(() => [...document.querySelectorAll('.scene-report-pictures img')].some((i) => i.naturalWidth > 0))
      await it.filter({ hasText: /35\.77512, 113\.28034/ }).waitFor()
      await it.scrollIntoViewIfNeeded()
      await shoot('waiting')
    })

    it('is adopted by keyboard, and the counts follow', async () => {
      await article(word.seen).getByRole('button', { name: word.adopt }).focus()
      await opened.page.keyboard.press('Enter')
      await opened.page.locator('.ant-modal #asOf').waitFor()
      await shoot('adopt')
      await opened.page.keyboard.press('Control+Enter')
      await article(word.seen).waitFor({ state: 'detached' })
      await opened.page.waitForFunction(() => [...document.querySelectorAll('.incident-counts dd')].map((d) => d.textContent).slice(0, 4).join().startsWith('1'))
      const { data } = await ask(hub, desk, 'query($i:ID!){incident(id:$i){deaths injured trapped grade}}', { i: incident })
      assert.deepEqual(data.incident, { deaths: 1, injured: 2, trapped: 2, grade: data.incident.grade })
      await shoot('adopted')
    })

    it('tells who decides second', async () => {
      const second = await report({ text: 'smoke' })
      await article('smoke').getByRole('button', { name: word.aside }).click()
      await opened.page.locator('.ant-modal #reason').fill('seen twice')
      await act(desk, 'adoptSceneReport', 'report{id}', { report: second.id, version: second.version })
      await opened.page.keyboard.press('Control+Enter')
      await opened.page.getByText(word.conflict).first().waitFor()
    })

    it('warns of a later count before it is adopted', async () => {
      await report({ text: 'older', counts: { deaths: 0 }, seenAt: new Date(Date.now() - 500_000).toISOString() })
      await article('older').getByRole('button', { name: word.adopt }).click()
      await opened.page.locator('.ant-modal [role=alert]').waitFor()
      await shoot('older', [1366])
      await opened.page.keyboard.press('Escape')
    })

    it('is printed with the story', async () => {
      await opened.page.goto(`${hub.url}/console/stories/${incident}?lang=${language}`)
      await opened.page.locator('.sheet').getByText(word.seen).first().waitFor()
      assert.equal(await opened.page.locator('.sheet-cut').count(), 0)
      await opened.page.locator('.sheet').getByText(word.seen).first().scrollIntoViewIfNeeded()
      await shoot('story', [1366])
    })

    it('is counted on the wall', async () => {
      await act(desk, 'startResponse', 'incident{id}', { incident, level: 'II', order: { byVoice: 'DEPUTY_COMMANDER', orderedBy: '值班副指挥长' } })
      const wall = await openPage(browser, { width: 1920, height: 1080 })
      const [name, value] = (await hub.enrol('Wall')).split('=')
      await wall.context.addCookies([{ name, value, url: hub.url }])
      await wall.page.goto(`${hub.url}/wall?lang=${language}`)
      await wall.page.locator('.scene-waits').waitFor()
      await wall.page.screenshot({ path: `${folder}scenereport-wall-1920-${language}.png` })
      await wall.context.close()
    })

    it('runs clean', () => assertClean(opened.faults, [/Failed to load resource/, /net::ERR/]))
  })
}
