import 'fake-indexeddb/auto'
import { describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../database'
import { type Act, backoff, type Entry, nextOf, type Outcome } from './entry'
import { Outbox, type World } from './outbox'

const report = (text: string): { act: Act } => ({ act: { kind: 'report', text, counts: {}, place: null } })
const photo = (): { act: Act; picture: { bytes: ArrayBuffer; takenAt: string } } => ({
  act: { kind: 'photo', caption: '', takenAt: '2026-03-01T01:00:00Z', place: null, report: null },
  picture: { bytes: new Uint8Array([1, 2, 3]).buffer, takenAt: '2026-03-01T01:00:00Z' },
})
const step = (version: number): { act: Act } => ({
  act: { kind: 'task', task: '7', title: 'Close the road', version, state: 'ACKNOWLEDGED', note: '' },
})

let phones = 0

/** A phone with a hub that answers as it is told to, and a clock that tests set. */
function phone(answer: (entry: Entry, follows: Entry | null) => Outcome | Promise<Outcome>) {
  const name = `phone-${phones++}`
  const db = openDatabase(name)
  const heard: string[] = []
  const timers: { work: () => void; ms: number }[] = []
  let now = Date.parse('2026-03-01T01:00:00Z')
  let keys = 0
  let turn = Promise.resolve()
  const tabs: Outbox[] = []
  const world: World = {
    database: () => db,
    async deliver(entry, follows) {
      const outcome = await answer(entry, follows)
      heard.push(`${entry.act.kind} ${entry.key} ${outcome.kind}`)
      return outcome
    },
    now: () => now,
    newKey: () => `key${++keys}`,
    alone: (work) => {
      turn = turn.then(work)
      return turn
    },
    tell: () => {},
    later: (work, ms) => {
      timers.push({ work, ms })
      return () => timers.splice(0)
    },
  }
  return {
    heard,
    timers,
    db,
    pass: (ms: number) => {
      now += ms
    },
    /** The program is opened once more: nothing of the old one is left but the database. */
    async open(owner = 'lead') {
      const outbox = new Outbox(world)
      tabs.push(outbox)
      await outbox.ownedBy(owner)
      return outbox
    },
  }
}

const sent = (): Outcome => ({ kind: 'sent', at: '2026-03-01T01:00:01Z', version: 2 })
const states = (outbox: Outbox) => outbox.get().entries.map((e) => e.state)
const settled = (outbox: Outbox, want: readonly string[]) =>
  vi.waitFor(() => expect(states(outbox)).toEqual(want))

describe('the outbox', () => {
  it('sends in the order of writing, each with its own key, and keeps what was sent listed', async () => {
    const it = phone(sent)
    const outbox = await it.open()
    await outbox.add('1', [report('a'), photo(), photo()])
    await outbox.add('1', [report('b')])
    await settled(outbox, ['sent', 'sent', 'sent', 'sent'])
    expect(it.heard).toEqual(['report key1 sent', 'photo key2 sent', 'photo key3 sent', 'report key4 sent'])
    expect(outbox.get().entries[0]?.sentAt).toBe('2026-03-01T01:00:01Z')
    expect(await (await it.db).count('pictures')).toBe(0)
  })

  it('never says sent of what got no answer, and tries it again with the same key before all else', async () => {
    let up = false
    const it = phone(() => (up ? sent() : { kind: 'away' }))
    const outbox = await it.open()
    await outbox.add('1', [report('a')])
    await vi.waitFor(() => expect(outbox.get().halt?.cause).toBe('away'))
    await outbox.add('1', [report('b')])
    await vi.waitFor(() => expect(it.heard.length).toBe(2))
    expect(states(outbox)).toEqual(['waiting', 'waiting'])
    up = true
    await outbox.flush()
    expect(it.heard.slice(-2)).toEqual(['report key1 sent', 'report key2 sent'])
    expect(states(outbox)).toEqual(['sent', 'sent'])
  })

  it('goes on after it was killed in the middle of a sending', async () => {
    let hang = true
    const it = phone(() => (hang ? new Promise<Outcome>(() => {}) : sent()))
    const first = await it.open()
    void first.add('1', [report('a'), photo()])
    await settled(first, ['sending', 'waiting'])
    hang = false
    // The killed tab no longer holds the lock.
    const revived = phone(sent)
    const copy = await revived.db
    for (const e of first.get().entries) await copy.put('outbox', e)
    const second = await revived.open()
    await settled(second, ['sent', 'sent'])
    expect(revived.heard).toEqual(['report key1 sent', 'photo key2 sent'])
  })

  it('does not send twice from two tabs', async () => {
    const it = phone(async () => {
      await Promise.resolve()
      return sent()
    })
    const one = await it.open()
    const two = await it.open()
    await one.add('1', [report('a'), report('b')])
    await Promise.all([one.flush(), two.flush(), one.flush()])
    await settled(one, ['sent', 'sent'])
    expect(it.heard.length).toBe(2)
  })

  it('keeps what was refused with the words of the hub, lets the rest pass, and sends it changed with the same key', async () => {
    const it = phone((e) =>
      e.act.kind === 'report' && e.act.text === 'bad'
        ? { kind: 'refused', code: 'INVALID', field: 'input.text', message: 'too long' }
        : sent(),
    )
    const outbox = await it.open()
    await outbox.add('1', [report('bad'), photo()])
    await outbox.add('1', [report('good')])
    await settled(outbox, ['refused', 'waiting', 'sent']) // the picture waits for its report
    expect(outbox.get().entries[0]?.refusal?.message).toBe('too long')
    await outbox.again(outbox.get().entries[0]?.id ?? 0, report('better').act)
    await settled(outbox, ['sent', 'sent', 'sent'])
    expect(it.heard.at(-2)).toBe('report key1 sent')
  })

  it('shows what stands at the hub in a conflict, and sends over it only when told to', async () => {
    const theirs = { version: 5, state: 'DONE' as const, note: 'by us', by: 'desk', at: null }
    const it = phone((e) =>
      e.act.kind === 'task' && e.act.version === 5 ? sent() : { kind: 'conflict', theirs },
    )
    const outbox = await it.open()
    await outbox.add('1', [step(1)])
    await settled(outbox, ['conflict'])
    expect(outbox.get().entries[0]?.theirs).toEqual(theirs)
    await outbox.flush()
    expect(it.heard.length).toBe(1)
    await outbox.takeMine(outbox.get().entries[0]?.id ?? 0)
    await settled(outbox, ['sent'])
  })

  it('waits as long as the hub asks, and not less though somebody presses', async () => {
    let busy = true
    const it = phone(() => (busy ? { kind: 'later', seconds: 30 } : sent()))
    const outbox = await it.open()
    await outbox.add('1', [report('a')])
    await vi.waitFor(() => expect(outbox.get().halt?.cause).toBe('later'))
    expect(it.timers.at(-1)?.ms).toBe(30_000)
    busy = false
    await outbox.flush()
    expect(states(outbox)).toEqual(['waiting'])
    it.pass(30_001)
    await outbox.flush()
    await settled(outbox, ['sent'])
  })

  it('deletes nothing when the phone is no longer admitted, and sends once it is', async () => {
    let admitted = false
    const it = phone(() => (admitted ? sent() : { kind: 'notAdmitted' }))
    const outbox = await it.open()
    await outbox.add('1', [report('a'), photo()])
    await vi.waitFor(() => expect(outbox.get().halt?.cause).toBe('notAdmitted'))
    expect(states(outbox)).toEqual(['waiting', 'waiting'])
    expect(await (await it.db).count('pictures')).toBe(1)
    admitted = true
    await outbox.flush()
    await settled(outbox, ['sent', 'sent'])
  })

  it('sends no words of another person', async () => {
    let up = false
    const it = phone(() => (up ? sent() : { kind: 'away' }))
    const first = await it.open('lead')
    await first.add('1', [report('a')])
    await vi.waitFor(() => expect(first.get().halt?.cause).toBe('away'))
    up = true
    const other = await it.open('other')
    await other.flush()
    expect(states(other)).toEqual(['waiting'])
  })

  it('gives a step what the one before it became', async () => {
    const versions: (number | null)[] = []
    const it = phone((_, follows) => {
      versions.push(follows?.version ?? null)
      return sent()
    })
    const outbox = await it.open()
    await outbox.add('1', [step(1)])
    await outbox.add('1', [step(1)], outbox.get().entries[0]?.key ?? null)
    await settled(outbox, ['sent', 'sent'])
    expect(versions).toEqual([null, 2])
  })
})

describe('the order', () => {
  const entry = (id: number, change: Partial<Entry> = {}): Entry =>
    ({ id, key: `k${id}`, owner: 'lead', state: 'waiting', after: null, ...change }) as Entry

  it.each([
    ['the oldest', [entry(2), entry(1)], 1],
    ['one that was being sent when the program ended', [entry(1, { state: 'sending' }), entry(2)], 1],
    [
      'not what waits for one that was refused',
      [entry(1, { state: 'refused' }), entry(2, { after: 'k1' }), entry(3)],
      3,
    ],
    ['what waited for one that was discarded', [entry(2, { after: 'k1' })], 2],
    ['nothing of another person', [entry(1, { owner: 'other' })], undefined],
  ])('is: %s', (_, entries, want) => expect(nextOf(entries, 'lead')?.id).toBe(want))

  it('waits longer each time, at most a minute', () =>
    expect([1, 2, 3, 10].map(backoff)).toEqual([2_000, 4_000, 8_000, 60_000]))
})
