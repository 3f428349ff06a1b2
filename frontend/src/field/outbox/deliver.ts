import type { Client, CombinedError } from 'urql'
import { errorCode } from '@/gql/client'
import { UNKNOWN_DOCUMENT } from '@/gql/document'
import { answerOf, type Refused } from '@/gql/rest'
import { addressOf } from '@/gql/upload'
import type { Picture } from '../database'
import { FieldMoveTaskDocument, FieldReportDocument } from '../documents'
import { phoneNow } from '../phoneNow'
import type { Entry, Outcome, PhotoAct, Refusal, ReportAct, TaskAct } from './entry'

const ANSWER_MS = 30_000
const PICTURE_MS = 150_000
const BUSY_SECONDS = 5

/** What the word of a failure means for an entry. */
export function outcomeOf({ code, field = '', message = '', retryAfter, ...reasoned }: Refused): Outcome {
  switch (code) {
    case 'UNREACHABLE':
      return { kind: 'away' }
    case 'UNAUTHENTICATED':
      return { kind: 'notAdmitted' }
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
    case 'INTERNAL':
      return { kind: 'later', seconds: retryAfter ?? BUSY_SECONDS }
    case UNKNOWN_DOCUMENT:
      return { kind: 'upgrade' }
    default:
      return { kind: 'refused', code, field, message, ...reasoned }
  }
}

function failed(error: CombinedError): Outcome {
  const first = error.graphQLErrors[0]
  const response = error.response as Response | undefined
  const wait = Number(response?.headers?.get('Retry-After')) || undefined
  const busy = response?.status === 429 || response?.status === 503
  return outcomeOf({
    code: (busy && !first ? 'UNAVAILABLE' : errorCode(error)) ?? 'INTERNAL',
    field: typeof first?.extensions?.field === 'string' ? first.extensions.field : undefined,
    message: first?.message,
    retryAfter: wait,
  })
}

/** What of the errors stands against it: that it was carried out before is none. */
const against = (errors: readonly Refusal[]) => errors.find((e) => e.code !== 'REPEATED')
const arrived = (version: number | null, at?: string): Outcome => ({
  kind: 'sent',
  at: at ?? new Date(phoneNow()).toISOString(),
  version,
})

async function moveTask(client: Client, entry: Entry, act: TaskAct, follows: Entry | null): Promise<Outcome> {
  const version = follows?.version ?? act.version
  const input = {
    task: act.task,
    version,
    state: act.state,
    note: act.note || null,
    idempotencyKey: entry.key,
  }
  const { data, error } = await client.mutation(FieldMoveTaskDocument, { input }, bounded()).toPromise()
  if (error) return failed(error)
  const { task, userErrors } = data?.moveTask ?? { task: null, userErrors: [] }
  const wrong = against(userErrors)
  if (!wrong) return arrived(version + 1) // each step is one version
  if (wrong.code !== 'CONFLICT') return { kind: 'refused', ...wrong }
  const last = task?.notes.toSorted((a, b) => b.at.localeCompare(a.at))[0]
  const theirs = task && {
    version: task.version,
    state: task.state,
    note: last?.note ?? '',
    by: last?.by ?? '',
    at: last?.at ?? null,
  }
  return { kind: 'conflict', theirs }
}

async function report(client: Client, entry: Entry, act: ReportAct): Promise<Outcome> {
  const input = {
    incident: entry.incident,
    seenAt: entry.madeAt,
    text: act.text,
    counts: Object.keys(act.counts).length > 0 ? act.counts : null,
    place: act.place,
    idempotencyKey: entry.key,
  }
  const { data, error } = await client.mutation(FieldReportDocument, { input }, bounded()).toPromise()
  if (error) return failed(error)
  const wrong = against(data?.reportFromScene?.userErrors ?? [])
  return wrong ? { kind: 'refused', ...wrong } : arrived(null, data?.reportFromScene?.report?.receivedAt)
}

async function photo(entry: Entry, act: PhotoAct, picture: Picture | null): Promise<Outcome> {
  if (!picture) return { kind: 'refused', code: 'INVALID', field: 'body', message: '' }
  const file = new Blob([picture.bytes], { type: 'image/jpeg' })
  const to = addressOf({
    incident: entry.incident,
    task: null,
    report: act.report,
    caption: act.caption,
    takenAt: act.takenAt,
    keepPlace: act.place !== null,
    place: act.place,
    file,
    key: entry.key,
  })
  // By fetch, which a service worker has too. Where it fails no answer came.
  const response = await fetch(to, {
    method: 'POST',
    headers: { 'Idempotency-Key': entry.key },
    body: file,
    signal: AbortSignal.timeout(PICTURE_MS),
  })
  const answer = await answerOf(response)
  if ('refused' in answer) return outcomeOf(answer.refused)
  const at = response.headers.get('Date')
  return arrived(null, at ? new Date(at).toISOString() : undefined)
}

/** A network that swallows a request must not hold up the rest for good. */
const bounded = () => ({
  fetchOptions: { credentials: 'same-origin' as const, signal: AbortSignal.timeout(ANSWER_MS) },
})

/** Tells the hub of an entry, and what the hub says. */
export function deliver(
  client: Client,
  entry: Entry,
  follows: Entry | null,
  picture: Picture | null,
): Promise<Outcome> {
  const { act } = entry
  if (act.kind === 'task') return moveTask(client, entry, act, follows)
  return act.kind === 'report' ? report(client, entry, act) : photo(entry, act, picture)
}
