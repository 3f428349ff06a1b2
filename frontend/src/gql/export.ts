import type { Language } from '@/i18n'
import type { Answer } from './rest'

export type Format = 'xlsx' | 'csv'

/** The name that the hub gave a file, from its Content-Disposition. */
export function fileNameOf(header: string | null, otherwise: string): string {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1]
  return full ? decodeURIComponent(full) : otherwise
}

/**
 * Gets a list as a file, `GET /api/v1/exports/{table}.{format}`, and hands it to the
 * browser to be kept; gives its name. Without columns it holds all. A file that broke off is refused, never kept.
 */
export async function download(
  table: string,
  format: Format,
  language: Language,
  filters: Record<string, string | undefined>,
  columns: readonly string[],
): Promise<Answer<string>> {
  const query = new URLSearchParams({ lang: language === 'en' ? 'en' : 'zh' })
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value)
  if (columns.length > 0) query.set('columns', columns.join(','))
  try {
    const response = await fetch(`/api/v1/exports/${table}.${format}?${query}`, {
      credentials: 'same-origin',
    })
    if (!response.ok) {
      const answer = await response.json().catch(() => null)
      return {
        refused: { code: answer?.error?.code ?? (response.status === 429 ? 'RATE_LIMITED' : 'INTERNAL') },
      }
    }
    const whole = await response.blob()
    const name = fileNameOf(response.headers.get('Content-Disposition'), `${table}.${format}`)
    keep(whole, name)
    return { ok: name }
  } catch {
    return { refused: { code: 'UNREACHABLE' } }
  }
}

function keep(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
