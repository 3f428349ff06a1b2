import type { Database, Picture } from '../database'
import { type Act, backoff, type Entry, nextOf, type Outcome } from './entry'

/** What the outbox needs of the world; tests put their own. */
export interface World {
  database(): Promise<Database>
  /** Tells the hub of one entry. `follows` is the one that it builds on, which has arrived. */
  deliver(entry: Entry, follows: Entry | null, picture: Picture | null): Promise<Outcome>
  /** Milliseconds since 1970. */
  now(): number
  newKey(): string
  /** Runs one at a time in all tabs of this phone. */
  alone(work: () => Promise<void>): Promise<void>
  /** Other tabs learn that something changed. */
  tell(): void
  later(work: () => void, ms: number): () => void
}

/** Why nothing is sent at present, and until when. */
export interface Halt {
  cause: 'away' | 'later' | 'notAdmitted' | 'upgrade'
  /** Milliseconds since 1970. */
  until: number
}

export interface Outgoing {
  entries: readonly Entry[]
  halt: Halt | null
  /** The entries have been read. */
  read: boolean
}

const NOT_ADMITTED_MS = 60_000
const UPGRADE_MS = 15_000

/**
 * What people wrote and the hub has not said that it took. An entry is on the phone
 * before anything is said of it, and goes to the hub in order, one at a time, until the
 * hub answers: it has taken it, or it refuses, or another was there first. The latter two
 * wait for the person. Nothing is deleted but by hand.
 */
export class Outbox {
  private state: Outgoing = { entries: [], halt: null, read: false }
  private readonly listeners = new Set<() => void>()
  private owner: string | null = null
  private cancel: () => void = () => {}
  private silent = 0
  private draining: Promise<void> | null = null
  private more = false

  constructor(private readonly world: World) {}

  readonly get = (): Outgoing => this.state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Who writes from now on; entries of others stay where they are. */
  async ownedBy(owner: string): Promise<void> {
    this.owner = owner
    await this.refresh()
    await this.flush()
  }

  /** Puts acts into the outbox, all or none. Rejects where the phone could not store them. */
  async add(
    incident: string,
    acts: readonly { act: Act; picture?: Picture }[],
    after: string | null = null,
  ): Promise<void> {
    const owner = this.owner
    if (owner === null) throw new Error('nobody writes here')
    const tx = (await this.world.database()).transaction(['outbox', 'pictures', 'drafts'], 'readwrite', {
      durability: 'strict',
    })
    const madeAt = new Date(this.world.now()).toISOString()
    const report = acts.some((a) => a.act.kind === 'report') ? this.world.newKey() : null
    for (const { act, picture } of acts) {
      const key = act.kind === 'report' && report ? report : this.world.newKey()
      const ofReport = act.kind === 'photo' ? report : null
      const entry: Omit<Entry, 'id'> = {
        key,
        owner,
        incident,
        madeAt,
        after: ofReport ?? after,
        act: act.kind === 'photo' ? { ...act, report: ofReport } : act,
        state: 'waiting',
        tries: 0,
        sentAt: null,
        version: null,
        refusal: null,
        theirs: null,
      }
      await tx.objectStore('outbox').add(entry as Entry)
      if (picture) await tx.objectStore('pictures').put(picture, key)
    }
    if (acts.some((a) => a.picture)) await tx.objectStore('drafts').clear()
    await tx.done
    await this.changed()
    void this.flush()
  }

  /** Sends what was refused once more, as it is or changed. */
  again = (id: number, act?: Act): Promise<void> =>
    this.change(id, (e) => ({ ...e, act: act ?? e.act, state: 'waiting', refusal: null, tries: 0 }))

  /** The person has seen what stands at the hub, and wants their own all the same. */
  takeMine = (id: number): Promise<void> =>
    this.change(id, (e) => ({
      ...e,
      after: null,
      act: e.act.kind === 'task' && e.theirs ? { ...e.act, version: e.theirs.version } : e.act,
      state: 'waiting',
      theirs: null,
      tries: 0,
    }))

  /** Takes out what the person does not want sent, or what has arrived. */
  async discard(id: number): Promise<void> {
    await this.world.alone(async () => {
      const tx = (await this.world.database()).transaction(['outbox', 'pictures'], 'readwrite')
      const found = await tx.objectStore('outbox').get(id)
      if (found) await tx.objectStore('pictures').delete(found.key)
      await tx.objectStore('outbox').delete(id)
      await tx.done
    })
    await this.changed()
    void this.flush()
  }

  /** Tries at once, however long was to be waited; but what the hub asked for is kept to. */
  async flush(): Promise<void> {
    const { halt } = this.state
    if (halt?.cause === 'later' && halt.until > this.world.now()) return
    this.more = this.draining !== null
    this.draining ??= this.world
      .alone(() => this.drain())
      .finally(() => {
        this.draining = null
        if (this.more && !this.state.halt) void this.flush() // written while the last look was taken
      })
    return this.draining
  }

  /** Reads what other tabs did. */
  async refresh(): Promise<void> {
    const entries = await (await this.world.database()).getAll('outbox')
    this.set({ entries, read: true })
  }

  private async drain(): Promise<void> {
    this.cancel()
    for (;;) {
      const db = await this.world.database()
      const entries = await db.getAll('outbox')
      const owner = this.owner
      const next = owner === null ? undefined : nextOf(entries, owner)
      if (!next) return this.set({ entries, halt: null, read: true })
      const sending: Entry = { ...next, state: 'sending', tries: next.tries + 1 }
      await this.put(sending)
      const picture = (await db.get('pictures', next.key)) ?? null
      const follows = entries.find((e) => e.key === next.after) ?? null
      const outcome = await this.world
        .deliver(sending, follows, picture)
        .catch((): Outcome => ({ kind: 'away' }))
      const halt = await this.record(sending, outcome)
      if (!halt) continue
      this.set({ halt })
      this.cancel = this.world.later(() => void this.flush(), Math.max(0, halt.until - this.world.now()))
      return
    }
  }

  /** Writes down what came of a try; gives why nothing more is to be tried now. */
  private async record(entry: Entry, outcome: Outcome): Promise<Halt | null> {
    const waits = (cause: Halt['cause'], ms: number) =>
      this.put({ ...entry, state: 'waiting' }).then(() => ({ cause, until: this.world.now() + ms }))
    this.silent = outcome.kind === 'away' ? this.silent + 1 : 0
    switch (outcome.kind) {
      case 'sent':
        await this.put({
          ...entry,
          state: 'sent',
          sentAt: outcome.at,
          version: outcome.version,
          refusal: null,
          theirs: null,
        })
        await (await this.world.database()).delete('pictures', entry.key)
        return null
      case 'refused': {
        const { kind: _, ...refusal } = outcome
        await this.put({ ...entry, state: 'refused', refusal })
        return null
      }
      case 'conflict':
        await this.put({ ...entry, state: 'conflict', theirs: outcome.theirs })
        return null
      case 'away':
        return waits('away', backoff(this.silent))
      case 'later':
        return waits('later', outcome.seconds * 1_000)
      case 'notAdmitted':
        return waits('notAdmitted', NOT_ADMITTED_MS)
      case 'upgrade':
        return waits('upgrade', UPGRADE_MS)
    }
  }

  private async change(id: number, by: (entry: Entry) => Entry): Promise<void> {
    await this.world.alone(async () => {
      const found = await (await this.world.database()).get('outbox', id)
      if (found && found.state !== 'sent') await this.put(by(found))
    })
    void this.flush()
  }

  private async put(entry: Entry): Promise<void> {
    await (await this.world.database()).put('outbox', entry)
    await this.changed()
  }

  private async changed(): Promise<void> {
    await this.refresh()
    this.world.tell()
  }

  private set(change: Partial<Outgoing>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}
