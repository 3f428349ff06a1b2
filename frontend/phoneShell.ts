import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Plugin, Rollup } from 'vite'

/** What the phone may load before its first screen: bytes of script, gzipped. */
const BUDGET = 250 * 1_024

type Bundle = Rollup.OutputBundle

/** A chunk and all that it loads at once. */
function closure(bundle: Bundle, roots: readonly Rollup.OutputChunk[]): Rollup.OutputChunk[] {
  const found = new Map<string, Rollup.OutputChunk>()
  const visit = (chunk: Rollup.OutputChunk) => {
    if (found.has(chunk.fileName)) return
    found.set(chunk.fileName, chunk)
    for (const name of chunk.imports) {
      const next = bundle[name]
      if (next?.type === 'chunk') visit(next)
    }
  }
  for (const root of roots) visit(root)
  return [...found.values()]
}

const cssOf = (chunks: readonly Rollup.OutputChunk[]): string[] =>
  chunks.flatMap((c) => [
    ...((c as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? []),
  ])

/** Bounds what the phone loads first, and makes the service worker that keeps it. */
export const phoneShell: Plugin = {
  name: 'phone-shell',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((c) => c.type === 'chunk')
    const of = (path: string) => {
      const chunk = chunks.find(
        (c) => c.facadeModuleId?.endsWith(path) || c.moduleIds.some((m) => m.endsWith(path)),
      )
      if (!chunk) throw new Error(`the build has no ${path}`)
      return chunk
    }
    const entry = chunks.find((c) => c.isEntry)
    if (!entry) throw new Error('the build has no entry')
    const first = closure(bundle, [entry, of('/src/field/Field.tsx'), of('/src/i18n/phone.zh.ts')])
    const bytes = first.reduce((sum, c) => sum + gzipSync(c.code).length, 0)
    console.log(
      `phone first_load_kib=${(bytes / 1_024).toFixed(1)} of ${BUDGET / 1_024} chunks=${first.length}`,
    )
    if (bytes > BUDGET) throw new Error(`the phone loads ${bytes} bytes of script first; at most ${BUDGET}`)

    const kept = closure(bundle, [...first, of('/src/i18n/phone.en.ts')])
    const files = [
      '/field',
      '/favicon.svg',
      '/field.webmanifest',
      '/field-192.png',
      ...[...new Set([...kept.map((c) => c.fileName), ...cssOf(kept)])].map((f) => `/${f}`),
    ]
    const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
    const source = readFileSync(new URL('./src/field/serviceWorker.js', import.meta.url), 'utf8')
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: source.replace('__SHELL__', JSON.stringify({ version, files })),
    })
  },
}
