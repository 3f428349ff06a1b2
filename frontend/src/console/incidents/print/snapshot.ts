/** Figures of people; one that is left out is unknown. */
export interface Figures {
  deaths?: number
  seriously_injured?: number
  injured?: number
  trapped?: number
  missing?: number
  at_risk?: number
  from_abroad?: number
}

interface Clock {
  id: number
  duty: string
  due_at: string
  met_at?: string
  void_at?: string
}

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
    direct_loss_fen?: number
  } & Figures
  counts: readonly ({ id: number; as_of: string; source?: string } & Figures)[]
  reports: readonly {
    id: number
    kind: string
    number: number
    edges?: { sendings?: { at: string; party: string; channel: string; recipient: string }[] }
  }[]
  clocks: readonly Clock[]
  groups: readonly { id: number; name: string; leads?: string[]; members?: string[]; dissolved_at?: string }[]
  tasks: readonly {
    id: number
    text: string
    owner?: string
    state: string
    due_at?: string
    edges?: { group?: { name: string } }
  }[]
  inside: readonly { id: number; name: string; unit?: string; entered_at: string; out_by: string }[]
  samples: readonly {
    id: number
    substance: string
    place: string
    value: number
    unit: string
    sampled_at: string
  }[]
}

/** How a duty stood at an instant; what was late says so. */
export function standingOf(c: Clock, at: string): 'void' | 'met' | 'metLate' | 'late' | 'owed' {
  const after = (a: string, b: string) => Date.parse(a) > Date.parse(b)
  if (c.void_at) return 'void'
  if (c.met_at) return after(c.met_at, c.due_at) ? 'metLate' : 'met'
  return after(at, c.due_at) ? 'late' : 'owed'
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
      counts: list(read.counts),
      reports: list(read.reports),
      clocks: list(read.clocks),
      groups: list(read.groups),
      tasks: list(read.tasks),
      inside: list(read.inside),
      samples: list(read.samples),
    } as unknown as Snapshot
  } catch {
    return null
  }
}

/** The file that is handed on: the signed text, letter by letter, beside its signature. */
export const signedFile = (of: { snapshot: string; signature: string }): string =>
  JSON.stringify({ algorithm: 'HMAC-SHA-256', signature: of.signature, snapshot: of.snapshot }, null, 2)

/** Reads such a file; null where it is none. */
export function signedOf(text: string): { snapshot: string; signature: string } | null {
  try {
    const read: unknown = JSON.parse(text)
    if (!isObject(read)) return null
    const { snapshot, signature } = read
    return typeof snapshot === 'string' && typeof signature === 'string' ? { snapshot, signature } : null
  } catch {
    return null
  }
}
