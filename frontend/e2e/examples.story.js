// Runs what partners copy from the hub's page, each in its own language.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { publish } from './device.js'
import { Hub, until } from './hub.js'
import { Relay } from './relay.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const source = (name) => join(root, 'frontend/src/partner/examples', name)
const device = 'LC0001-C1'
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const body = '{"test": 2432232314}'

// The test vector that the libraries of Standard Webhooks share.
const vector = ['msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=']

/** The headers that a webhook would get now. */
function signed(text) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`msg_1.${timestamp}.${text}`)
  return ['msg_1', timestamp, `v1,bm90IHRoaXMgb25l v1,${mac.digest('base64')}`]
}

let batch = 0
const boot = Date.now().toString(16)

describe('the examples for partners', () => {
  let hub, relay, folder, environment
  const commands = {
    curl: ['bash', source('hub.sh')],
    Go: [],
    Python: ['/usr/bin/python3', source('hub.py')],
    JavaScript: [process.execPath, source('hub.mjs')],
  }
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-examples-'))
    commands.Go = [join(folder, 'hub')]
    const built = spawnSync('go', ['build', '-o', commands.Go[0], source('hub.go')], { cwd: root, encoding: 'utf8' })
    assert.equal(built.status, 0, built.stderr)
    hub = await Hub.start({ devices: [device] })
    relay = await Relay.before(hub)
    const { key, id } = hub.program('COMMERCE', 'examples')
    environment = { PATH: process.env.PATH, HUB_URL: relay.url, HUB_KEY: key, HUB_CLIENT_ID: id, HUB_WEBHOOK_SECRET: secret }
  })
  after(async () => {
    relay?.stop()
    await hub?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const start = (language, args, more = {}) => {
    const [program, ...first] = commands[language]
    const child = spawn(program, [...first, ...args], { cwd: folder, env: { ...environment, ...more } })
    const run = { child, output: '', errors: '', ended: once(child, 'close') }
    child.stdout.on('data', (data) => { run.output += data })
    child.stderr.on('data', (data) => { run.errors += data })
    return run
  }
  const run = async (language, args, { input = '', ...more } = {}) => {
    const it = start(language, args, more)
    it.child.stdin.on('error', () => {})
    it.child.stdin.end(input)
    const [code] = await it.ended
    return { code, output: it.output, errors: it.errors }
  }
  const tell = async (detail) => {
    batch += 1
    const { code, output } = await publish(hub, hub.devices[device], {
      boot, seq: batch, time: new Date().toISOString(),
      events: [{ kind: 'PROBE_FAULT', time: new Date().toISOString(), tank: '1', detail }],
    })
    assert.equal(code, 0, output)
  }
  const cursors = (output) => output.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line).cursor)
  const stored = async () => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${environment.HUB_KEY}` },
      body: JSON.stringify({ query: '{ stationEvents(first: 100) { ... on DeviceEvent { cursor } } }' }),
    })
    return (await response.json()).data.stationEvents.map((e) => e.cursor)
  }

  for (const language of Object.keys(commands)) {
    describe(language, () => {
      it('asks a first query, and again where the hub has no time', async () => {
        relay.busy = 1
        relay.refused = 0
        const began = Date.now()
        const { code, output, errors } = await run(language, ['query'])
        assert.equal(code, 0, errors)
        const { viewer } = JSON.parse(output)
        assert.equal(viewer.name, 'COMMERCE/examples')
        assert.equal(relay.refused, 1)
        assert.ok(Date.now() - began >= 1_000, 'it waited as long as it was told')
      })

      it('reads a list page by page', async () => {
        const { code, output, errors } = await run(language, ['stations'])
        assert.equal(code, 0, errors)
        const codes = output.trim().split('\n').map((line) => line.split(' ')[0])
        assert.ok(codes.length > 20, `more than a page: ${codes.length}`)
        assert.equal(new Set(codes).size, codes.length)
      })

      it('follows events and goes on after the last one when it was cut off', async () => {
        const file = join(folder, `${language}.cursor`)
        await tell(`${language} before`)
        if (language === 'curl') { // asks again and again
          assert.deepEqual(cursors((await run(language, ['events'], { HUB_CURSOR: file })).output), await stored())
          await tell('one'); await tell('two')
          const { output } = await run(language, ['events'], { HUB_CURSOR: file })
          assert.deepEqual(cursors(output), (await stored()).slice(-2))
          return
        }
        const follower = start(language, ['events'], { HUB_CURSOR: file })
        try {
          const has = (n) => until(() => cursors(follower.output).length >= n, `${n} events: ${follower.errors}`)
          await has((await stored()).length)
          relay.cut()
          await tell('one'); await tell('two')
          await has((await stored()).length)
          await tell('three')
          await has((await stored()).length)
          assert.deepEqual(cursors(follower.output), await stored(), 'all, in order, none twice')
          const last = (await stored()).at(-1)
          await until(async () => (await readFile(file, 'utf8')) === last, 'the last cursor is kept')
        } finally {
          follower.child.kill()
          await follower.ended
        }
        const again = start(language, ['events'], { HUB_CURSOR: file })
        try {
          await tell('four')
          await until(() => again.output, `the next event: ${again.errors}`)
          assert.deepEqual(cursors(again.output), (await stored()).slice(-1), 'started anew it goes on')
        } finally {
          again.child.kill()
          await again.ended
        }
      })

      it('says that a key is not good, and ends', async () => {
        for (const command of ['query', 'events']) {
          const { code, output, errors } = await run(language, [command], { HUB_KEY: 'hubkey_wrong', HUB_CURSOR: join(folder, 'none') })
          assert.equal(code === 0, false, command)
          assert.equal(output, '')
          assert.match(errors, /401|not good/)
        }
      })

      it('gets an access token for less than its key is good for', async () => {
        const { code, output, errors } = await run(language, ['token'])
        assert.equal(code, 0, errors)
        assert.deepEqual(JSON.parse(output).viewer.scopes, ['public', 'station:read'])
        assert.notEqual((await run(language, ['token'], { HUB_CLIENT_ID: '1' })).code, 0)
      })

      it('verifies the signature of a webhook', async () => {
        const verify = (headers, input, env = { HUB_WEBHOOK_SECRET: secret }) => run(language, ['verify', ...headers], { input, ...env })
        const good = await verify(signed(body), body)
        assert.equal(good.code, 0, good.errors)
        const old = await verify(vector, body)
        assert.notEqual(old.code, 0)
        assert.match(old.errors, /right, but old/)
        const changed = await verify(signed(body), `${body} `)
        assert.notEqual(changed.code, 0)
        assert.match(changed.errors, /wrong/)
      })
    })
  }
})
