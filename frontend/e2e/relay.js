// Stands between a program and the hub, and can fail as a network does.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

export class Relay {
  /** How many of the next connections are answered with 429 and one second to wait. */
  busy = 0
  refused = 0
  #pairs = new Set()

  static async before(hub) {
    const relay = new Relay()
    const [host, port] = hub.http.split(':')
    relay.server = createServer((near) => {
      near.on('error', () => {})
      if (relay.busy > 0) {
        relay.busy -= 1
        relay.refused += 1
        near.once('data', () =>
          near.end('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}'),
        )
        return
      }
      const far = connect(Number(port), host)
      far.on('error', () => near.destroy())
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
      near.pipe(far).pipe(near)
      relay.#pairs.add(near)
    }).listen(0, '127.0.0.1')
    await once(relay.server, 'listening')
    relay.url = `http://127.0.0.1:${relay.server.address().port}`
    return relay
  }

  /** Cuts all that is open, without a word. */
  cut() {
    for (const near of this.#pairs) near.destroy()
    this.#pairs.clear()
  }

  stop() {
    this.cut()
    this.server.close()
  }
}
