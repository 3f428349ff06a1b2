import { readFileSync } from 'node:fs'
import type { DocumentNode } from 'graphql'
import { describe, expect, it, vi } from 'vitest'
import { hashOf } from './document'
import * as generated from './generated/graphql'

const documents = Object.entries(generated)
  .filter(([name]) => name.endsWith('Document'))
  .map(([name, document]) => [name, document as unknown as DocumentNode] as const)
const manifest: Record<string, string> = JSON.parse(
  readFileSync('src/gql/generated/persisted-documents.json', 'utf8'),
)

describe('documents', () => {
  it.each(documents)('%s is in the manifest by the hash that is sent', (_, document) => {
    vi.stubEnv('DEV', false)
    const text = manifest[`sha256:${hashOf(document)}`]
    const [operation] = document.definitions
    expect(operation?.kind === 'OperationDefinition' && text?.includes(` ${operation.name?.value}`)).toBe(
      true,
    )
    vi.unstubAllEnvs()
  })

  it('go as texts in development', () => {
    expect(documents.length).toBeGreaterThan(10)
    expect(documents.map(([, document]) => hashOf(document)).filter(Boolean)).toEqual([])
  })
})
