import type { Reasoned } from './reason'

/** What a refused or failed request says: the hub's stable word, or UNREACHABLE. */
export interface Refused extends Partial<Reasoned> {
  code: string
  /** Of the request, where one is wrong. */
  field?: string
  /** Seconds to wait, after too many failures. */
  retryAfter?: number
}

export type Answer<T> = { ok: T } | { refused: Refused }

/** Asks one of the hub's interfaces beside the contract. */
export async function send<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
    })
  } catch {
    return { refused: { code: 'UNREACHABLE' } }
  }
  return answerOf<T>(response)
}

/** What a response of those interfaces says. */
export async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const answer = await response.json().catch(() => null)
  if (response.ok) return { ok: answer as T }
  const limited = response.status === 429
  return {
    refused: {
      code: answer?.error?.code ?? (limited ? 'RATE_LIMITED' : 'INTERNAL'),
      field: answer?.error?.field,
      reason: answer?.error?.reason,
      values: answer?.error?.values,
      message: answer?.error?.message,
      retryAfter: Number(response.headers.get('Retry-After')) || undefined,
    },
  }
}
