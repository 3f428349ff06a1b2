import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Plugin, type Rollup } from 'vite'

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

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the service worker does beside keeping the program, as one script of its own. */
async function background(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: { '@': here('./src') } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: here('./src/field/background.ts'), formats: ['iife'], name: 'background' },
    },
  })
  const [chunk] = (Array.isArray(built) ? built[0] : (built as Rollup.RollupOutput))?.output ?? []
  if (!chunk) throw new Error('the service worker was not built')
  return chunk.code
}

/** Bounds what the phone loads first, and makes the service worker that keeps it. */
export const phoneShell: Plugin = {
  name: 'phone-shell',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_, bundle) {
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
    const source = readFileSync(here('./src/field/serviceWorker.js'), 'utf8')
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: `${source.replace('__SHELL__', JSON.stringify({ version, files }))}\n;${await background()}`,
    })
  },
}
