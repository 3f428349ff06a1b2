// Starts the real server on free ports and a folder of its own.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const binary = process.env.HUB_BINARY ?? join(root, '.build/server')

/** By how much pages are slowed down, to bring out what passes only while the machine is quick. */
export const slow = Number(process.env.HUB_TEST_SLOW || 1)
/** For how long a story waits for what is to come, ms. It is no promise of the product: a busy machine may take as long. */
export const patience = 120_000 * slow

/** Resolves to what `ask` gives once that is truthy; fails after `limit` ms with what it last was. */
export async function until(ask, what, limit = patience) {
  const end = Date.now() + limit
  let last
  while (Date.now() < end) {
    try {
      last = await ask()
      if (last) return last
    } catch (error) {
      last = error
    }
    await pause(100)
  }
  throw new Error(`not within ${limit} ms: ${what} (last: ${last instanceof Error ? last.message : JSON.stringify(last)})`)
}

/**
 * Resolves once `ask` gives what is expected, by its content: a page draws when it
 * can, so that whoever asks at once may see what was before. Fails with the difference.
 */
export async function becomes(ask, expected, what) {
  let last
  try {
    await until(async () => isDeepStrictEqual((last = await ask()), expected), what)
  } catch (error) {
    assert.deepEqual(last, expected, what)
    throw error
  }
}

/**
 * A port that nobody listens on, below those from which connections go out: else one
 * of them, as of a page that looks for its hub, may hold it while the hub is away.
 */
async function freePort() {
  for (;;) {
    const port = randomInt(15_000, 32_000)
    const probe = createServer().listen(port, '127.0.0.1')
    const free = await once(probe, 'listening').then(() => true, () => false)
    if (!free) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}

/** A new database on the Postgres of the tests, by its URL. */
function newPostgres() {
  const server = process.env.HUB_TEST_POSTGRES
  if (!server) throw new Error('HUB_TEST_POSTGRES is not set: run scripts/test browser')
  const name = `e2e_${randomBytes(6).toString('hex')}`
  psql(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: () => psql(server, `DROP DATABASE ${name} WITH (FORCE)`),
    /** Nobody gets in any more, and who is in is put out: to its users, the server has stopped. */
    stop: () =>
      psql(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`),
    start: () => psql(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`),
  }
}

function psql(url, statement) {
  const run = spawnSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-c', statement, url], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`psql: ${run.stderr}`)
}

export class Hub {
  /**
   * database is 'sqlite' or 'postgres'; flags go to `server serve` as they are;
   * devices are given credentials beforehand, by code in hub.devices; host is what
   * browsers call the hub: passkeys need localhost.
   */
  static async start({ database = 'sqlite', flags = [], devices = [], host = '127.0.0.1' } = {}) {
    const hub = new Hub()
    hub.folder = await mkdtemp(join(tmpdir(), 'hub-e2e-'))
    hub.http = `127.0.0.1:${await freePort()}`
    hub.url = `http://${hub.http.replace('127.0.0.1', host)}`
    hub.mqttPort = await freePort()
    hub.postgres = database === 'postgres' ? newPostgres() : undefined
    hub.database = hub.postgres?.url ?? `sqlite:${join(hub.folder, 'hub.db')}`
    hub.flags = ['--public-url', hub.url, ...flags]
    hub.output = ''
    hub.devices = {}
    for (const code of devices) {
      const [id, secret] = hub.command('device', 'issue', code).trim().split(' ')
      hub.devices[code] = { id, secret }
    }
    await hub.resume()
    return hub
  }

  /** Starts the server on the same ports, folder and database as before. */
  async resume() {
    this.process = spawn(
      binary,
      ['serve', '--http', this.http, '--mqtt', `127.0.0.1:${this.mqttPort}`, '--data', this.folder, '--db', this.database, ...this.flags],
      { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    this.ended = once(this.process, 'exit')
    for (const stream of [this.process.stdout, this.process.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.output += `${line}\n`
      })
    }
    const early = this.ended.then(([code, signal]) => {
      throw new Error(`the server ended (${code ?? signal}):\n${this.output}`)
    })
    early.catch(() => {}) // ends sooner or later; only now is it a failure
    await Promise.race([this.ready(), early])
  }

  /** Resolves once the hub says that it can serve. */
  ready() {
    return until(async () => (await fetch(`${this.url}/readyz`)).ok, 'the hub is ready')
  }

  /** The one-time link that the server printed at its first start under 'Wall', 'System administrator', 'Security administrator' or 'Auditor'. */
  link(title) {
    return until(() => this.output.match(new RegExp(`${title} .*?(https?://\\S+#\\S+)`))?.[1], `a link for ${title}`)
  }

  /** Exchanges a one-time link as a program would; returns the Cookie header. */
  async enrol(title, more = {}) {
    return this.exchange({ code: new URL(await this.link(title)).hash.replace('#code=', ''), ...more })
  }

  /** Exchanges a one-time code with what a person says of themselves; returns the Cookie header. */
  async exchange(request) {
    const response = await fetch(`${this.url}/api/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    if (!response.ok) throw new Error(`enrol: ${response.status} ${await response.text()}`)
    return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
  }

  /** Enrols a person with a first post, as flags of `server user invite`; returns the Cookie header. */
  async person(username, displayName, ...post) {
    const code = new URL(this.command('user', 'invite', ...post).trim().split(/\s+/).at(-1)).hash.replace('#code=', '')
    return this.exchange({ code, username, displayName, password: 'Correct-Horse-7' })
  }

  /** Enrols the system administrator as a program would and appoints them duty officer too; returns the Cookie header. */
  async operator(person = { username: 'duty', displayName: 'Duty desk', password: 'Correct-Horse-7' }) {
    const cookie = await this.enrol('System administrator', person)
    this.command('user', 'appoint', person.username, '--role', 'DUTY_OFFICER')
    return cookie
  }

  /** Runs another command of the server on this hub's database; returns what it printed. */
  command(...args) {
    return this.#run(args).stdout
  }

  #run(args) {
    const run = spawnSync(binary, [...args, '--db', this.database, '--data', this.folder], { encoding: 'utf8', timeout: 60_000 })
    if (run.status !== 0) throw new Error(`server ${args.join(' ')}: ${run.stderr}${run.stdout}`)
    return run
  }

  /** A new program of an organisation: its client_id and a key. */
  program(organisation, name) {
    const { stdout, stderr } = this.#run(['client', 'create', '--organisation', organisation, '--name', name])
    return { key: stdout.trim(), id: stderr.match(/^client_id (\d+)$/m)[1] }
  }

  /** A one-time link as the command line prints it, at this hub's address. */
  printedLink(...args) {
    return this.command(...args, '--public-url', this.url).trim()
  }

  /** Ends the server with a signal and waits until it is gone. */
  async halt(signal = 'SIGTERM') {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal)
    return this.ended
  }

  async stop() {
    await this.halt('SIGKILL')
    this.postgres?.drop()
    await rm(this.folder, { recursive: true, force: true })
  }
}
