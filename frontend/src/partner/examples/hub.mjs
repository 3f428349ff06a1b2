// Reads a Command Hub as a bureau's program, on Node.js 20 or newer. Only
// `events` needs packages: npm install graphql-ws graphql ws
//
//   export HUB_URL=https://hub.example HUB_KEY=hubkey_…
//   node hub.mjs query | stations | events | token | verify ID TIME SIGNATURE < body
import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const hub = (process.env.HUB_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
let bearer = process.env.HUB_KEY ?? ''

/** An answer that asking again does not change. */
class Refused extends Error {}

/**
 * Sends one operation. Where the hub has no time (429, 503) it waits as long as
 * the hub says and asks again.
 */
async function ask(query, variables = {}) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${hub}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(20_000),
    })
    if ([429, 503].includes(response.status) && attempt < 5) {
      await sleep(1_000 * (Number(response.headers.get('retry-after')) || 1))
      continue
    }
    const text = await response.text()
    const answer = response.ok ? JSON.parse(text) : { errors: text }
    if (answer.errors) throw new Refused(`${response.status}: ${text}`)
    return answer.data
  }
}

/** A first one: who the hub takes us for, and what we may see. */
async function query() {
  console.log(JSON.stringify(await ask('{ hub { countyNameEn serverTime } viewer { name scopes } }')))
}

/** Reads a list page by page. */
async function stations() {
  for (let after = null, more = true; more; ) {
    const { stations: page } = await ask(
      `query($after: Cursor) {
        stations(first: 20, after: $after) { edges { node { code name } } pageInfo { hasNextPage endCursor } }
      }`,
      { after },
    )
    for (const { node } of page.edges) console.log(node.code, node.name)
    after = page.pageInfo.endCursor
    more = page.pageInfo.hasNextPage
  }
}

const eventsOperation = `subscription($after: Cursor) {
  stationEvents(after: $after) {
    __typename
    ... on Delivery { cursor station { code } volume waybill }
    ... on DeviceEvent { cursor station { code } kind happenedAt }
  }
}`

/**
 * Follows what happens at the stations and misses nothing: each event is dealt
 * with, then its cursor is kept, and a new connection goes on after it.
 */
async function events() {
  const [{ createClient }, { default: WebSocket }] = await Promise.all([import('graphql-ws'), import('ws')])
  const file = process.env.HUB_CURSOR ?? 'events.cursor'
  const kept = () => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return null // the first time
    }
  }
  for (let pause = 1_000; ; pause = Math.min(2 * pause, 30_000)) {
    await ask('{ viewer { kind } }').catch((error) => {
      if (error instanceof Refused) throw error // the key is not good
    })
    const client = createClient({
      url: `${hub.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${bearer}` }, // works in browsers too
      retryAttempts: 0, // it would ask anew from where it began
      keepAlive: 10_000,
    })
    try {
      for await (const item of client.iterate({ query: eventsOperation, variables: { after: kept() } })) {
        if (item.errors) throw item.errors
        console.log(JSON.stringify(item.data.stationEvents))
        writeFileSync(file, item.data.stationEvents.cursor)
        pause = 1_000
      }
    } catch (error) {
      if (Array.isArray(error)) throw new Refused(JSON.stringify(error)) // of the operation
      console.error('connecting again:', error.reason || error.code || error.message)
    } finally {
      await client.dispose()
    }
    await sleep(pause)
  }
}

/**
 * Gets an access token, good for an hour, for no more than it needs; it is shown
 * as a key is.
 */
async function token() {
  const response = await fetch(`${hub}/api/v1/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'station:read',
      client_id: process.env.HUB_CLIENT_ID,
      client_secret: bearer,
    }),
    signal: AbortSignal.timeout(20_000),
  })
  const answer = await response.json()
  if (!response.ok) throw new Refused(answer.error_description)
  bearer = answer.access_token
  await query()
}

/**
 * Checks what a webhook got (Standard Webhooks): the headers webhook-id,
 * webhook-timestamp and webhook-signature, and the body as it came.
 */
async function verify(id, timestamp, signatures) {
  const secret = Buffer.from(process.env.HUB_WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64')
  const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(readFileSync(0))
  const want = Buffer.from(`v1,${mac.digest('base64')}`)
  const same = (text) => text.length === want.length && timingSafeEqual(Buffer.from(text), want)
  if (!signatures.split(' ').some(same)) throw new Refused('the signature is wrong')
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > 300)
    throw new Refused('the signature is right, but old: it may be played back')
  console.log('the signature is good')
}

const [command = 'query', ...rest] = process.argv.slice(2)
const commands = { query, stations, events, token, verify }
try {
  if (!commands[command]) throw new Refused(`one of ${Object.keys(commands).join(', ')} is needed`)
  await commands[command](...rest)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
