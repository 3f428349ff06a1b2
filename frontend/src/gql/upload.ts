import type { Answer, Refused } from './rest'

/** A picture to be sent, as `POST /api/v1/incidents/{id}/photos` takes it. */
export interface Upload {
  incident: string
  task: string | null
  caption: string
  keepPlace: boolean
  /** The report from the scene that it belongs to: its id, or the key that made it. */
  report?: string | null
  /** When it was taken, ISO 8601; else as the camera says. */
  takenAt?: string
  /** Where it was taken, WGS 84 degrees; else as the camera says. */
  place?: { latitude: number; longitude: number } | null
  file: Blob
  /** The same for each try: it is kept once. */
  key: string
}

/** Where a picture is sent to, with all that is said of it. */
export function addressOf(it: Upload): string {
  const query = new URLSearchParams({ caption: it.caption, keepPlace: String(it.keepPlace) })
  if (it.task) query.set('task', it.task)
  if (it.report) query.set('report', it.report)
  if (it.takenAt) query.set('takenAt', it.takenAt)
  if (it.place) {
    query.set('latitude', String(it.place.latitude))
    query.set('longitude', String(it.place.longitude))
  }
  return `/api/v1/incidents/${it.incident}/photos?${query}`
}

/** Sends a picture; `progress` hears the share that is sent, 0 to 1. `at` is when the hub answered. */
export function upload(
  it: Upload,
  progress: (share: number) => void,
): Promise<Answer<{ id: string; at: string | null }>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest() // fetch tells nothing of what is sent
    const refuse = (refused: Refused) => resolve({ refused })
    request.open('POST', addressOf(it))
    request.setRequestHeader('Idempotency-Key', it.key)
    request.responseType = 'json'
    request.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total)
    request.onerror = () => refuse({ code: 'UNREACHABLE' })
    request.ontimeout = () => refuse({ code: 'UNREACHABLE' })
    request.timeout = 150_000
    request.onload = () => {
      if (request.status === 201)
        resolve({ ok: { ...request.response, at: request.getResponseHeader('Date') } })
      else
        refuse({
          code: request.response?.error?.code ?? (request.status === 429 ? 'RATE_LIMITED' : 'INTERNAL'),
          field: request.response?.error?.field,
          reason: request.response?.error?.reason,
          values: request.response?.error?.values,
          message: request.response?.error?.message,
          retryAfter: Number(request.getResponseHeader('Retry-After')) || undefined,
        })
    }
    request.send(it.file)
  })
}
