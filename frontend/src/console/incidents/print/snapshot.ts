/** What was handed over, by the columns of the hub's rows, as it was signed. */
export interface Snapshot {
  handedOverAt: string
  incident: {
    number: string
    title: string
    exercise?: boolean
    stage?: string
    grade?: string
    level?: string
    occurred_at?: string
    heard_at?: string
    address?: string
    description?: string
    command_post?: string
    command_post_lead?: string
    deaths?: number
    seriously_injured?: number
    injured?: number
    trapped?: number
    missing?: number
    at_risk?: number
    from_abroad?: number
    direct_loss_fen?: number
  }
  clocks: readonly { id: number; duty: string; due_at: string; met_at?: string; void_at?: string }[]
  groups: readonly { id: number; name: string; leads?: string[]; members?: string[]; dissolved_at?: string }[]
  tasks: readonly { id: number; text: string; owner?: string; state: string; due_at?: string }[]
}

const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null

/** Reads the text that was signed; null where it is not what the hub writes. */
export function snapshotOf(text: string): Snapshot | null {
  try {
    const read: unknown = JSON.parse(text)
    if (!isObject(read) || !isObject(read.incident)) return null
    const list = (v: unknown) => (Array.isArray(v) ? v : []) // the hub writes null for an empty list
    return {
      ...read,
      clocks: list(read.clocks),
      groups: list(read.groups),
      tasks: list(read.tasks),
    } as unknown as Snapshot
  } catch {
    return null
  }
}

/** The file that is handed on: the signed text, letter by letter, beside its signature. */
export const signedFile = (of: { snapshot: string; signature: string }): string =>
  JSON.stringify({ algorithm: 'HMAC-SHA-256', signature: of.signature, snapshot: of.snapshot }, null, 2)
