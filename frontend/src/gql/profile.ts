import type { Reasoned } from './reason'

/** Something wrong in a profile. */
export interface ProfileProblem extends Reasoned {
  /** Empty for the ZIP file as a whole. */
  file: string
  /** From 1; 0 for the file as a whole. */
  line: number
  field: string
}

/** What became of an upload: its id, all that is wrong with it, or the hub's word for why it was not taken. */
export type Uploaded = { id: string } | { problems: ProfileProblem[] } | { code: string }

/** Where the profile in force is, as a ZIP file. */
export const PROFILE_PATH = '/api/v1/profile.zip'

/** Sends a profile to be previewed; it changes nothing. */
export async function uploadProfile(file: Blob): Promise<Uploaded> {
  let response: Response
  try {
    response = await fetch(PROFILE_PATH, {
      method: 'POST',
      headers: { 'Content-Type': 'application/zip' },
      body: file,
      credentials: 'same-origin',
    })
  } catch {
    return { code: 'UNREACHABLE' }
  }
  const answer = await response.json().catch(() => null)
  if (response.status === 201) return { id: answer.id }
  if (answer?.problems) return { problems: answer.problems }
  if (response.status === 413) {
    const { reason = '', values = [], message = '' } = answer?.error ?? {}
    return { problems: [{ file: '', line: 0, field: '', reason, values, message }] }
  }
  return { code: answer?.error?.code ?? (response.status === 429 ? 'RATE_LIMITED' : 'INTERNAL') }
}
