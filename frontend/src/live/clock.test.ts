import { describe, expect, it } from 'vitest'
import { ServerClock } from './clock'

const at = (ms: number) => new Date(ms).toISOString()

describe('ServerClock', () => {
  it('knows nothing before the server has spoken', () => {
    const clock = new ServerClock(() => 0)
    expect(clock.now()).toBeNull()
    expect(clock.skew(0)).toBeNull()
  })

  it('goes on between samples by the monotonic counter', () => {
    let counter = 100
    const clock = new ServerClock(() => counter)
    clock.sample(at(1_000_000))
    counter = 2_600
    expect(clock.now()).toBe(1_002_500)
  })

  it('believes the sample that was delayed least', () => {
    let counter = 0
    const clock = new ServerClock(() => counter)
    clock.sample(at(1_000_000))
    counter = 5_000
    clock.sample(at(1_003_000)) // two seconds on the way
    expect(clock.now()).toBe(1_005_000)
  })

  it('follows a server whose clock was set back within a dozen samples', () => {
    let counter = 0
    const clock = new ServerClock(() => counter)
    clock.sample(at(10_000_000))
    for (let i = 1; i <= 12; i++) {
      counter = i * 5_000
      clock.sample(at(9_000_000 + counter))
    }
    expect(clock.now()).toBe(9_060_000)
  })

  it('tells by how much the display is ahead', () => {
    const clock = new ServerClock(() => 0)
    clock.sample(at(1_000_000))
    expect(clock.skew(1_600_000)).toBe(600_000)
    expect(clock.skew(940_000)).toBe(-60_000)
  })

  it('ignores what is no time', () => {
    const clock = new ServerClock(() => 0)
    clock.sample('soon')
    expect(clock.now()).toBeNull()
  })
})
