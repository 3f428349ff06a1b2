import { useSyncExternalStore } from 'react'

/** A value that changes and those who watch it. */
export interface Store<T> {
  get(): T
  set(next: T): void
  subscribe(listener: () => void): () => void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** One part of what a store holds, which is a primitive: anew only when that part changes. */
export function usePart<T, P extends string | number | boolean | null>(
  store: Pick<Store<T>, 'get' | 'subscribe'>,
  part: (value: T) => P,
): P {
  return useSyncExternalStore(store.subscribe, () => part(store.get()))
}

export function useStore<T>(store: Pick<Store<T>, 'get' | 'subscribe'>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}
