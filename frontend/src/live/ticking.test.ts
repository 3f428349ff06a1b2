// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serverClock, useNow, useTurn } from './clock'

let root: Root
let drawn: (number | null)[]
let turns: (number | null)[]
const Second = () => {
  drawn.push(useNow().server)
  return null
}
const Turn = () => {
  turns.push(useTurn(30_000))
  return null
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.useFakeTimers()
  drawn = []
  turns = []
  root = createRoot(document.createElement('div'))
})
afterEach(async () => {
  await act(async () => root.unmount())
  vi.useRealTimers()
})
const wait = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms))

describe('the clock of a page', () => {
  it('goes on with the seconds of the server, not with its own', async () => {
    serverClock.sample(new Date(60_000_300).toISOString())
    await act(async () => root.render(createElement(Second)))
    drawn = []
    await wait(699)
    expect(drawn).toEqual([])
    await wait(1)
    expect(drawn).toEqual([60_001_000])
    await wait(3_000)
    expect(drawn).toEqual([60_001_000, 60_002_000, 60_003_000, 60_004_000])
  })

  it('draws who asks for a turn with that turn alone', async () => {
    serverClock.sample(new Date(90_010_000).toISOString())
    await act(async () => root.render(createElement(Turn)))
    expect(turns.at(-1)).toBe(3_000)
    turns = []
    await wait(19_000)
    expect(turns).toEqual([])
    await wait(2_000)
    expect(turns).toEqual([3_001])
  })
})
