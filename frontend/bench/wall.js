// The wall for an hour: a display that nobody reloads must neither grow nor fall
// behind. Run by scripts/bench wall; frontend/bench/wall.js --help names what can be set.
import { parseArgs } from 'node:util'
import { openBrowser, openPage } from '../e2e/browser.js'
import { Hub } from '../e2e/hub.js'
import { Feed, stationsOf } from './feed.js'
import { Watcher } from './watcher.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '50' },
    'sample-seconds': { type: 'string', default: '30' },
    help: { type: 'boolean' },
  },
})
if (values.help) {
  console.log(
    'scripts/bench wall [--minutes 60] [--rate 50] [--sample-seconds 30]\n\nrate: readings and sales a second, of all stations together.',
  )
  process.exit()
}
const [minutes, rate, every] = [values.minutes, values.rate, values['sample-seconds']].map(Number)
if (!(minutes > 0 && minutes <= 24 * 60 && rate > 0 && rate <= 1_000 && every >= 1))
  throw new Error('minutes: up to 1440; rate: up to 1000; sample-seconds: from 1')

/** The first of it is the page's own warming up: code, fonts, the lists' first filling. */
const WARM_MS = Math.min(60_000, (minutes * 60_000) / 10)

const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const hub = await Hub.start({ flags: ['--exercise', '--trusted-documents=false'] })
let browser, feed
try {
  const officer = await hub.operator()
  const stations = await stationsOf(hub, officer)
  browser = await openBrowser()
  const { page, faults } = await openPage(browser)
  const watcher = await Watcher.attach(page)
  await page.goto(await hub.link('Wall'))
  await page.locator('.wall-tiles').waitFor({ timeout: 30_000 })
  feed = new Feed(stations, watcher)
  feed.start(hub, rate)
  console.log(
    `${stations.length} stations, ${rate} updates a second, ${minutes} minutes; warming up for ${WARM_MS / 1_000} s`,
  )
  await pause(WARM_MS)

  const samples = []
  const begun = await watcher.measure()
  const end = performance.now() + minutes * 60_000
  let last = begun
  while (performance.now() < end) {
    await pause(Math.min(every * 1_000, Math.max(0, end - performance.now())))
    const now = await watcher.measure()
    const busy = (100 * (now.cpuSeconds - last.cpuSeconds)) / (now.seconds - last.seconds)
    samples.push(now)
    last = now
    console.log(
      `${((now.seconds - begun.seconds) / 60).toFixed(1)} min  heap ${(now.heapBytes / 1e6).toFixed(2)} MB  nodes ${now.nodes}  listeners ${now.listeners}  main thread ${busy.toFixed(1)} %  sent ${feed.sent}  answered ${feed.answered}  dropped ${watcher.dropped}`,
    )
  }
  feed.stop()
  await pause(watcher.graceMs + 2_000)
  watcher.settle()

  const quarter = Math.max(1, Math.floor(samples.length / 4))
  const [first, lastQuarter] = [samples.slice(0, quarter), samples.slice(-quarter)]
  const growth = (of) => 100 * (mean(lastQuarter.map(of)) / mean(first.map(of)) - 1)
  const busy = (100 * (last.cpuSeconds - begun.cpuSeconds)) / (last.seconds - begun.seconds)
  console.log(
    `nodes ${mean(first.map((s) => s.nodes)).toFixed(0)} → ${mean(lastQuarter.map((s) => s.nodes)).toFixed(0)} (${growth((s) => s.nodes).toFixed(1)} %), heap ${(mean(first.map((s) => s.heapBytes)) / 1e6).toFixed(2)} → ${(mean(lastQuarter.map((s) => s.heapBytes)) / 1e6).toFixed(2)} MB`,
  )
  console.log(
    `frames ${watcher.frames}, sent ${feed.sent}, answered ${feed.answered}, refused ${feed.refused}; late beyond ${watcher.graceMs / 1_000} s: ${watcher.dropped}`,
  )
  for (const fault of new Set(faults)) console.log(`fault: ${fault}`)
  console.log(
    `wall minutes=${minutes} heap_growth_pct=${growth((s) => s.heapBytes).toFixed(1)} main_thread_pct=${busy.toFixed(1)} dropped=${watcher.dropped + feed.refused}`,
  )
} finally {
  feed?.stop()
  await browser?.close()
  await hub.stop()
}
