import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertClean, openBrowser, openPage } from './browser.js'
import { publish, reading } from './device.js'
import { Hub, until } from './hub.js'
import { ask, subscribe } from './subscriber.js'

const ours = 'LC0001-C1'
const other = 'LC0002-C1'

for (const database of ['sqlite', 'postgres']) {
  describe(`a foreign client on ${database}`, () => {
    let hub, wall, operator, browser, page, faults, live
    before(async () => {
      // The subscriber has a display's cookie and documents of its own.
      hub = await Hub.start({ database, devices: [ours, other], flags: ['--trusted-documents=false'] })
      wall = await hub.enrol('Wall')
      operator = await hub.operator()
      live = subscribe(hub, wall, 'subscription { stationTelemetry(minIntervalMs: 100) { kind sequence tanks { tankId volume } } }')
      browser = await openBrowser()
      let context
      ;({ context, page, faults } = await openPage(browser))
      const [name, value] = wall.split('=')
      await context.addCookies([{ name, value, url: hub.url }])
      await page.goto(`${hub.url}/wall`)
      await page.locator('.wall-tiles').waitFor()
      await until(() => live.items.length > 0, 'a snapshot')
    })
    after(async () => {
      live?.dispose()
      await browser?.close()
      await hub?.stop()
    })

    const volumes = () => live.items.flatMap((item) => item.data.stationTelemetry.tanks.map((tank) => tank.volume))
    /** Resolves once the subscription has told a volume; none is published twice. */
    const arrives = (volume) => until(() => volumes().includes(volume), `${volume} L on the subscription`)
    const quarantined = async () => {
      const { data } = await ask(hub, operator, '{ quarantine(first: 100) { edges { node { reason field detail device { code } } } } }')
      return data.quarantine.edges.map((edge) => edge.node)
    }
    const refused = (reason) =>
      until(async () => (await quarantined()).find((it) => it.reason === reason), `${reason} in quarantine`)
    const stillHeard = async (volume) => {
      const { code, output } = await publish(hub, hub.devices[other], reading('1', volume))
      assert.equal(code, 0, output)
      await arrives(volume)
    }

    it('first gets a snapshot', () => {
      assert.equal(live.items[0].data.stationTelemetry.kind, 'SNAPSHOT')
    })

    for (const [version, volume] of [['311', 12_345.67], ['5', 12_001.5]]) {
      it(`publishes over MQTT ${version}; the reading is on a subscription and on the wall`, async () => {
        const { code, output } = await publish(hub, hub.devices[ours], reading('1', volume), { version })
        assert.equal(code, 0, output)
        await arrives(volume)
        await until(async () => Number(await page.locator('.devices .live dd').textContent()) === 1, 'the station is live on the wall')
      })
    }

    it('is refused with a wrong credential', async () => {
      const { code, output } = await publish(hub, { id: ours, secret: 'wrong' }, reading('1', 1))
      assert.notEqual(code, 0)
      assert.match(output, /refused|not authori[sz]ed/i)
      await stillHeard(5_001)
    })

    it('may not speak for another station', async () => {
      const { code, output } = await publish(hub, hub.devices[ours], reading('LC0002/1', 6_666))
      assert.equal(code, 0, output)
      const entry = await refused('FOREIGN_SENSOR')
      assert.equal(entry.device.code, ours)
      assert.match(entry.field, /tanks\[0\]/)
      await stillHeard(5_002)
      assert.ok(!volumes().includes(6_666), 'it was not shown')
    })

    it('sends garbage, and it is kept as such', async () => {
      await publish(hub, hub.devices[ours], 'no { json')
      await refused('MALFORMED')
      await stillHeard(5_003)
    })

    it('sends NaN, and it is no number', async () => {
      const batch = JSON.stringify(reading('1', 4_444)).replace('4444', 'NaN')
      const { code, output } = await publish(hub, hub.devices[ours], batch)
      assert.equal(code, 0, output)
      await refused('NOT_A_NUMBER')
      await stillHeard(5_004)
    })

    it('sends less than nothing and more than the tank holds', async () => {
      await publish(hub, hub.devices[ours], reading('1', -1))
      await refused('NEGATIVE')
      await publish(hub, hub.devices[ours], reading('1', 1_000_000))
      await refused('ABOVE_CAPACITY')
      await stillHeard(5_005)
    })

    it('sends 1 MB, and nobody is disturbed', async () => {
      await publish(hub, hub.devices[ours], Buffer.alloc(1 << 20, 'x'))
      await stillHeard(5_006)
      const { code, output } = await publish(hub, hub.devices[ours], reading('1', 12_002))
      assert.equal(code, 0, output)
      await arrives(12_002)
      assert.ok((await quarantined()).every((it) => it.detail !== ''), 'each refusal says why')
    })

    it('posts over HTTP too', async () => {
      const { id, secret } = hub.devices[ours]
      const response = await fetch(`${hub.url}/api/v1/telemetry`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}`, 'content-type': 'application/json' },
        body: JSON.stringify(reading('1', 12_003)),
      })
      assert.equal(response.status, 200, await response.text())
      await arrives(12_003)
    })

    it('leaves the wall without an error', () => {
      assertClean(faults)
      assert.deepEqual(live.errors, [])
    })
  })
}
