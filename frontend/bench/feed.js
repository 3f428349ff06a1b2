// Stations that speak at a set rate, each with a credential of its own.
import { ask } from '../e2e/subscriber.js'

const STATIONS =
  'query { stations(first: 100) { edges { node { code tanks { id number capacity } nozzles { id number } devices { code } } } } }'

/** The county's stations with a tank, each with a credential of its first device. */
export async function stationsOf(hub, cookie) {
  const { data, errors } = await ask(hub, cookie, STATIONS)
  if (errors) throw new Error(JSON.stringify(errors))
  return data.stations.edges
    .map(({ node }) => node)
    .filter((it) => it.tanks.length > 0 && it.devices.length > 0)
    .map((it) => {
      const [id, secret] = hub.command('device', 'issue', it.devices[0].code).trim().split(' ')
      return { ...it, authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
    })
}

export class Feed {
  sent = 0
  answered = 0
  refused = 0
  #boot = Date.now().toString(16)
  #seq = new Map()
  #timer

  /** `watcher.answered(sensor, at)` is told of each that the hub answered. */
  constructor(stations, watcher) {
    this.stations = stations
    this.watcher = watcher
  }

  /** One update at a time, `rate` a second: three readings of tanks to a sale. */
  start(hub, rate) {
    const begun = performance.now()
    this.#timer = setInterval(() => {
      const due = Math.floor(((performance.now() - begun) / 1_000) * rate)
      for (let n = 0; this.sent < due && n < rate; n++) void this.#say(hub)
    }, 10)
  }

  stop() {
    clearInterval(this.#timer)
  }

  async #say(hub) {
    const n = this.sent++
    const station = this.stations[n % this.stations.length]
    const round = Math.floor(n / this.stations.length)
    const time = new Date().toISOString()
    const seq = (this.#seq.get(station.code) ?? 0) + 1
    this.#seq.set(station.code, seq)
    const sells = round % 4 === 3 && station.nozzles.length > 0
    const nozzle = station.nozzles[round % Math.max(1, station.nozzles.length)]
    const tank = station.tanks[round % station.tanks.length]
    const what = sells
      ? { sales: [{ nozzle: nozzle.number, time, volumeL: 30, priceFenPerL: 789, amountFen: 23_670 }] }
      : {
          tanks: [
            {
              tank: tank.number,
              time,
              levelMm: 1_200,
              volumeL: 5_000 + (n % 997),
              temperatureC: 14.3,
              waterMm: 0,
              waterL: 0,
            },
          ],
        }
    const response = await fetch(`${hub.url}/api/v1/telemetry`, {
      method: 'POST',
      headers: { authorization: station.authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ boot: this.#boot, seq, time, ...what }),
    }).catch(() => null)
    const answer = response?.ok ? await response.json().catch(() => null) : null
    if (answer === null || answer.errors?.length > 0) {
      if (this.refused++ === 0)
        console.log(`refused: ${response?.status} ${JSON.stringify(answer ?? (await response?.text()))}`)
      return
    }
    this.answered += 1
    this.watcher.answered(sells ? `nozzle ${nozzle.id}` : `tank ${tank.id}`, time)
  }
}
