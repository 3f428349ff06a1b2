import type { Answer, Refused } from './rest'

/** A picture to be sent, as `POST /api/v1/incidents/{id}/photos` takes it. */
export interface Upload {
  incident: string
  task: string | null
  caption: string
  keepPlace: boolean
  file: Blob
  /** The same for each try: it is kept once. */
  key: string
}

/** Sends a picture; `progress` hears the share that is sent, 0 to 1. */
export function upload(it: Upload, progress: (share: number) => void): Promise<Answer<{ id: string }>> {
  const query = new URLSearchParams({ caption: it.caption, keepPlace: String(it.keepPlace) })
  if (it.task) query.set('task', it.task)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest() // fetch tells nothing of what is sent
    const refuse = (refused: Refused) => resolve({ refused })
    request.open('POST', `/api/v1/incidents/${it.incident}/photos?${query}`)
    request.setRequestHeader('Idempotency-Key', it.key)
    request.responseType = 'json'
    request.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total)
    request.onerror = () => refuse({ code: 'UNREACHABLE' })
    request.ontimeout = () => refuse({ code: 'UNREACHABLE' })
    request.timeout = 150_000
    request.onload = () => {
      if (request.status === 201) resolve({ ok: request.response })
      else
        refuse({
          code: request.response?.error?.code ?? 'INTERNAL',
          field: request.response?.error?.field,
        })
    }
    request.send(it.file)
  })
}
