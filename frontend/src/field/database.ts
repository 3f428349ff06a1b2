import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Entry } from './outbox/entry'

/** What was read last, and when by the hub's clock. */
export interface KeptAnswer {
  name: string
  readAt: number
  value: unknown
}

/** A picture, made small; as bytes, which every browser keeps. */
export interface Picture {
  bytes: ArrayBuffer
  /** When it was taken, ISO 8601. */
  takenAt: string
}

interface Phone extends DBSchema {
  answers: { key: string; value: KeptAnswer }
  outbox: { key: number; value: Entry }
  /** Bytes of pictures in the outbox, by the key of their entry. */
  pictures: { key: string; value: Picture }
  /** Pictures of the report that is being written, which is not in the outbox. */
  drafts: { key: number; value: Picture & { incident: string; caption?: string } }
}

export type Database = IDBPDatabase<Phone>

export const openDatabase = (name = 'field'): Promise<Database> =>
  openDB<Phone>(name, 1, {
    upgrade(db) {
      db.createObjectStore('answers', { keyPath: 'name' })
      db.createObjectStore('outbox', { keyPath: 'id', autoIncrement: true })
      db.createObjectStore('pictures')
      db.createObjectStore('drafts', { autoIncrement: true })
    },
  })

let shared: Promise<Database> | undefined
/** The phone's database, opened at first use. */
export const database = (): Promise<Database> => {
  shared ??= openDatabase()
  return shared
}
