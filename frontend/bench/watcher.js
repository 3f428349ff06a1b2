// What a page does and holds, by Chromium's own counters, and what its socket was told.

/** An answered reading that neither came nor was overtaken by a newer one of its sensor within this is dropped. */
const GRACE_MS = 5_000

export class Watcher {
  graceMs = GRACE_MS
  frames = 0
  dropped = 0
  /** By sensor: what was answered and is not yet on the wall, oldest first. */
  #waiting = new Map()
  /** By sensor: the newest instant that the wall was told. */
  #told = new Map()

  static async attach(page) {
    const watcher = new Watcher()
    watcher.session = await page.context().newCDPSession(page)
    for (const domain of ['Network', 'Performance', 'HeapProfiler'])
      await watcher.session.send(`${domain}.enable`)
    watcher.session.on('Network.webSocketFrameReceived', ({ response }) =>
      watcher.#hear(response.payloadData),
    )
    return watcher
  }

  /** The hub answered a reading of a sensor, measured at an instant (ISO 8601). */
  answered(sensor, at) {
    const time = Date.parse(at)
    if ((this.#told.get(sensor) ?? 0) >= time) return
    const waiting = this.#waiting.get(sensor)
    const item = { time, since: performance.now() }
    if (waiting) waiting.push(item)
    else this.#waiting.set(sensor, [item])
  }

  #hear(payload) {
    let item
    try {
      item = JSON.parse(payload).payload?.data?.stationTelemetry
    } catch {
      return
    }
    if (!item) return
    this.frames += 1
    for (const { tankId, measuredAt } of item.tanks ?? []) this.#came(`tank ${tankId}`, measuredAt)
    for (const { nozzleId, soldAt } of item.sales ?? []) this.#came(`nozzle ${nozzleId}`, soldAt)
    this.settle()
  }

  #came(sensor, at) {
    const time = Date.parse(at)
    this.#told.set(sensor, Math.max(time, this.#told.get(sensor) ?? 0))
    const waiting = this.#waiting.get(sensor)
    if (waiting)
      this.#waiting.set(
        sensor,
        waiting.filter((it) => it.time > time),
      )
  }

  /** Counts what waits for too long. */
  settle() {
    const limit = performance.now() - GRACE_MS
    for (const [sensor, waiting] of this.#waiting) {
      const late = waiting.filter((it) => it.since < limit).length
      if (late === 0) continue
      this.dropped += late
      this.#waiting.set(sensor, waiting.slice(late))
    }
  }

  /** After a collection: heap, nodes, listeners, and the main thread's seconds of processor so far, which other programs do not lengthen. */
  async measure() {
    await this.session.send('HeapProfiler.collectGarbage')
    const { metrics } = await this.session.send('Performance.getMetrics')
    const of = (name) => metrics.find((it) => it.name === name).value
    return {
      seconds: of('Timestamp'),
      cpuSeconds: of('ThreadTime'),
      heapBytes: of('JSHeapUsedSize'),
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
    }
  }
}
