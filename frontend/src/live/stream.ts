import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { type ExecutionResult, print } from 'graphql'
import { hashOf, persisted, UNKNOWN_DOCUMENT } from '@/gql/document'
import { connection } from './connection'
import { afterFrame } from './frame'
import { createStore, type Store, useStore } from './store'
import { reloadIfUpgraded } from './upgrade'

/** A subscription's result so far. */
export interface StreamState<S> {
  /** What the reducer made of all items. */
  value: S
  /** When the last item came, monotonic ms; null before the first. */
  lastItemAt: number | null
  /** Why the server does not give it; null while it does. */
  refusal: { code: string; scope: string | null } | null
}

/** One subscription: what is asked, and how items become what is shown. */
export interface StreamDefinition<Data, Variables extends Record<string, unknown>, S> {
  document: TypedDocumentNode<Data, Variables>
  /** The variables for the next try: a resumable stream puts its place there. */
  variables(value: S): Variables
  initial: S
  /** All items since the last frame at once. A new connection begins with a snapshot or a resumption. */
  reduce(value: S, items: Data[]): S
}

export type Stream<S> = Pick<Store<StreamState<S>>, 'get' | 'subscribe'>

/** A stream that the server refuses (not the socket) is asked for again after this. */
const REFUSED_STREAM_MS = 15_000
/** An empty stream that ended is not asked for again in a tight loop. */
const ENDED_STREAM_MS = 1_000

interface Refusal {
  extensions?: { code?: unknown; scope?: unknown }
}

const refusalOf = (errors: readonly Refusal[]): StreamState<unknown>['refusal'] => {
  const { code, scope } = errors[0]?.extensions ?? {}
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    scope: typeof scope === 'string' ? scope : null,
  }
}

/**
 * Makes a stream that runs for as long as somebody watches it, through every
 * break of the connection. Items are reduced together once a frame.
 */
export function createStream<Data, Variables extends Record<string, unknown>, S>(
  definition: StreamDefinition<Data, Variables, S>,
): Stream<S> {
  const hash = hashOf(definition.document)
  const asked = hash ? { query: '', extensions: persisted(hash) } : { query: print(definition.document) }
  const store = createStore<StreamState<S>>({ value: definition.initial, lastItemAt: null, refusal: null })
  let stop: (() => void) | undefined
  let watchers = 0

  function run(): () => void {
    let running = true
    let dispose: (() => void) | undefined
    let pending: Data[] = []

    const flush = () => {
      if (!running || pending.length === 0) return
      const items = pending
      pending = []
      const value = definition.reduce(store.get().value, items)
      store.set({ value, lastItemAt: performance.now(), refusal: null })
    }

    /** Runs one subscription to its end; resolves to the wait before the next. */
    const once = () =>
      new Promise<number>((resolve) => {
        dispose = connection().client.subscribe<Data>(
          { ...asked, variables: definition.variables(store.get().value) },
          {
            next: (result) => {
              connection().heard()
              const { data, errors } = result as ExecutionResult<Data>
              if (errors?.length) store.set({ ...store.get(), refusal: refusalOf(errors) })
              if (!data) return
              if (pending.push(data) === 1) afterFrame(flush)
            },
            error: (cause) => {
              flush()
              if (!Array.isArray(cause)) return resolve(0)
              connection().heard()
              const refusal = refusalOf(cause)
              store.set({ ...store.get(), refusal })
              if (refusal?.code === UNKNOWN_DOCUMENT) void reloadIfUpgraded()
              resolve(REFUSED_STREAM_MS)
            },
            complete: () => {
              flush()
              resolve(ENDED_STREAM_MS)
            },
          },
        )
      })

    const loop = async () => {
      while (running) {
        await connection().ready()
        if (!running) return
        const wait = await once()
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
    void loop()
    return () => {
      running = false
      dispose?.()
    }
  }

  return {
    get: store.get,
    subscribe(listener) {
      const unsubscribe = store.subscribe(listener)
      if (watchers++ === 0) stop = run()
      return () => {
        unsubscribe()
        if (--watchers === 0) stop?.()
      }
    },
  }
}

export const useStream = <S>(stream: Stream<S>): StreamState<S> => useStore(stream)
