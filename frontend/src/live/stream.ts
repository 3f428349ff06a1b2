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
  /** The connection over which it came; null before the first. */
  generation: number | null
  /** Why the server does not give it; null while it does. */
  refusal: Refusal | null
  /** The rights that are missing for what came empty beside the rest. */
  withheld: readonly string[]
}

/** What the server says of what it does not give. */
export interface Refusal {
  code: string
  /** The right that is missing, if that is why. */
  scope: string | null
}

/** One subscription: what is asked, and how items become what is shown. */
export interface StreamDefinition<Data, Variables extends Record<string, unknown>, S> {
  document: TypedDocumentNode<Data, Variables>
  /** The variables for the next try: a resumable stream puts its place there. */
  variables(value: S): Variables
  initial: S
  /** Everybody may see it: it is kept when the viewer's rights change. */
  open?: boolean
  /** All items since the last frame at once. A new connection begins with a snapshot or a resumption. */
  reduce(value: S, items: Data[]): S
}

export type Stream<S> = Pick<Store<StreamState<S>>, 'get' | 'subscribe'>

/** A stream that the server refuses (not the socket) is asked for again after this. */
const REFUSED_STREAM_MS = 15_000
/** An empty stream that ended is not asked for again in a tight loop. */
const ENDED_STREAM_MS = 1_000

interface GivenError {
  extensions?: { code?: unknown; scope?: unknown }
}

const refusalOf = ({ extensions }: GivenError): Refusal => ({
  code: typeof extensions?.code === 'string' ? extensions.code : 'INTERNAL',
  scope: typeof extensions?.scope === 'string' ? extensions.scope : null,
})

/** Of an item that came with errors: what is not open to the viewer, and what else failed. */
export function partsOf(errors: readonly GivenError[]): Pick<StreamState<unknown>, 'refusal' | 'withheld'> {
  const refusals = errors.map(refusalOf)
  return {
    withheld: [...new Set(refusals.flatMap((r) => r.scope ?? []))].sort(),
    refusal: refusals.find((r) => r.scope === null) ?? null,
  }
}

const whole: ReturnType<typeof partsOf> = { refusal: null, withheld: [] }

/**
 * Makes a stream that runs for as long as somebody watches it, through every
 * break of the connection. Items are reduced together once a frame. What was
 * told under other rights is forgotten.
 */
export function createStream<Data, Variables extends Record<string, unknown>, S>(
  definition: StreamDefinition<Data, Variables, S>,
): Stream<S> {
  const hash = hashOf(definition.document)
  const asked = hash ? { query: '', extensions: persisted(hash) } : { query: print(definition.document) }
  const nothing: StreamState<S> = { value: definition.initial, lastItemAt: null, generation: null, ...whole }
  const store = createStore(nothing)
  let stop: (() => void) | undefined
  let watchers = 0
  let rights: number | undefined

  const forget = () => {
    const now = connection().state.get().rights
    if (rights !== undefined && rights !== now && !definition.open) store.set(nothing)
    rights = now
  }

  function run(): () => void {
    let running = true
    let dispose: (() => void) | undefined
    let pending: Data[] = []
    let parts = whole

    const flush = () => {
      if (!running || pending.length === 0) return
      const items = pending
      pending = []
      const value = definition.reduce(store.get().value, items)
      const { generation } = connection().state.get()
      store.set({ value, lastItemAt: performance.now(), generation, ...parts })
    }

    /** Nothing came: what was there is kept, greyed, unless it may not be seen any more. */
    const refuse = (errors: readonly GivenError[]) => {
      const refusal = refusalOf(errors[0] ?? {})
      store.set({ ...(refusal.scope === null ? store.get() : nothing), refusal })
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
              if (!data) return refuse(errors ?? [])
              parts = errors?.length ? partsOf(errors) : whole
              if (pending.push(data) === 1) afterFrame(flush)
            },
            error: (cause) => {
              flush()
              if (!Array.isArray(cause)) return resolve(0)
              connection().heard()
              refuse(cause)
              if (store.get().refusal?.code === UNKNOWN_DOCUMENT) void reloadIfUpgraded()
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
        forget()
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
