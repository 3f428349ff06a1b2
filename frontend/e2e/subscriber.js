// A foreign subscriber: the npm package graphql-ws with its own defaults.
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'

/** Asks one operation over HTTP, as whom the cookie says. */
export async function ask(hub, cookie, query, variables = {}) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', cookie },
    body: JSON.stringify({ query, variables }),
  })
  return response.json()
}

/** Subscribes; `items` grows, and `dispose` ends it. */
export function subscribe(hub, cookie, query, variables = {}) {
  const client = createClient({
    url: `ws://${hub.http}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address, protocols) {
        super(address, protocols, { headers: { cookie } })
      }
    },
  })
  const items = []
  const errors = []
  client.subscribe({ query, variables }, {
    next: (item) => items.push(item),
    error: (error) => errors.push(error),
    complete: () => {},
  })
  return { items, errors, dispose: () => client.dispose() }
}

/** The Cookie header with what a browser context holds for the hub. */
export async function cookiesOf(context) {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
}
