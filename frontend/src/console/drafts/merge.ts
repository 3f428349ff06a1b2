import { encode, type Values } from './values'

const same = (a: unknown, b: unknown) => encode({ v: a }) === encode({ v: b })

/** A draft upon what is there now: what its writer changed since it began stays theirs, the rest is as it is now. */
export function merge(draft: Values, basis: Values, now: Values): Values {
  const names = new Set([...Object.keys(draft), ...Object.keys(basis), ...Object.keys(now)])
  return Object.fromEntries(
    [...names].map((name) => [name, same(draft[name], basis[name]) ? now[name] : draft[name]]),
  )
}
