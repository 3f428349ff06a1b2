import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { phoneShell } from './phoneShell.ts'

const hub = process.env.HUB_URL ?? 'http://127.0.0.1:8080'

/** Puts the texts of all documents into the build, by the hashes that the application sends. */
const manifest = {
  name: 'manifest-of-documents',
  apply: 'build' as const,
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): void }) {
    const fileName = 'persisted-documents.json'
    const source = readFileSync(new URL(`./src/gql/generated/${fileName}`, import.meta.url), 'utf8')
    this.emitFile({ type: 'asset', fileName, source })
  },
}

export default defineConfig({
  plugins: [react(), manifest, phoneShell],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // The placeholder in dist is part of the repository, so the folder is
    // emptied by `prebuild`, which spares it.
    emptyOutDir: false,
    // The content security policy allows no inlined fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000, // the explorer's editor, which is loaded when it is opened
    rolldownOptions: {
      // A word to a compiler that is not in use here.
      onLog: (level, log, otherwise) => log.code === 'MODULE_LEVEL_DIRECTIVE' || otherwise(level, log),
      output: {
        // What partners download keeps its name.
        assetFileNames: ({ names }) =>
          names.some((name) => /^hub\.(go|mjs|py|sh)$/.test(name))
            ? 'examples/[name][extname]'
            : 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': hub,
      '/graphql': { target: hub, ws: true },
    },
  },
  test: {
    // A page costs more than most tests: those that need one say so.
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
})
