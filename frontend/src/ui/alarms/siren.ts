import { createStore } from '@/live/store'

/** Whether the browser lets the page sound. `unknown` is before the first try. */
export type Sound = 'unknown' | 'allowed' | 'blocked'

/** Two tones, three times, each four seconds: heard over talk, and borne for minutes. */
const EVERY_MS = 4_000
const TONES = [880, 660, 880, 660, 880, 660] as const
const TONE_S = 0.22

/**
 * The sound of alarms, made by the browser itself: no file, no request. A browser
 * that wants a touch before a page may sound leaves it `blocked`, which has to be
 * shown; the first touch or key lets it sound.
 */
export class Siren {
  readonly sound = createStore<Sound>('unknown')
  private context: AudioContext | undefined
  private timer: ReturnType<typeof setInterval> | undefined

  /** Asks whether the page may sound, and again with each touch and key until it may. */
  prepare(): () => void {
    this.context ??= typeof AudioContext === 'undefined' ? undefined : new AudioContext()
    const context = this.context
    if (!context) {
      this.sound.set('blocked')
      return () => {}
    }
    const look = () => this.sound.set(context.state === 'running' ? 'allowed' : 'blocked')
    const wake = () => void context.resume().catch(() => {})
    context.addEventListener('statechange', look)
    for (const of of ['pointerdown', 'keydown'] as const) addEventListener(of, wake)
    wake()
    const first = setTimeout(look, 500)
    return () => {
      clearTimeout(first)
      context.removeEventListener('statechange', look)
      for (const of of ['pointerdown', 'keydown'] as const) removeEventListener(of, wake)
      this.ring(false)
    }
  }

  /** Begins to ring, or ends it at once. */
  ring(on: boolean): void {
    if (on === (this.timer !== undefined)) return
    clearInterval(this.timer)
    this.timer = undefined
    if (!on) return
    this.call()
    this.timer = setInterval(() => this.call(), EVERY_MS)
  }

  private call(): void {
    const context = this.context
    if (context?.state !== 'running') return
    const start = context.currentTime + 0.02
    TONES.forEach((tone, n) => {
      const [from, to] = [start + n * TONE_S, start + (n + 1) * TONE_S]
      const voice = context.createOscillator()
      const gain = context.createGain()
      voice.frequency.value = tone
      voice.type = 'square'
      gain.gain.setValueAtTime(0, from)
      gain.gain.linearRampToValueAtTime(0.25, from + 0.02)
      gain.gain.setValueAtTime(0.25, to - 0.03)
      gain.gain.linearRampToValueAtTime(0, to)
      voice.connect(gain).connect(context.destination)
      voice.start(from)
      voice.stop(to)
    })
  }
}
