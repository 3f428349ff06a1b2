import type { CodegenConfig } from '@graphql-codegen/cli'
import { addTypenameSelectionDocumentTransform as addTypename } from '@graphql-codegen/client-preset'

type Transform = typeof addTypename.transform

/**
 * The hub runs the very text that is hashed here, and the client's cache goes by
 * __typename. Subscriptions pass the cache by and stay as they are written.
 */
const forTheCache: Transform = async ({ documents, ...rest }) => {
  const streams = (file: (typeof documents)[number]) =>
    file.document?.definitions.some((d) => d.kind === 'OperationDefinition' && d.operation === 'subscription')
  const cached = documents.filter((file) => !streams(file))
  return [...documents.filter(streams), ...(await addTypename.transform({ documents: cached, ...rest }))]
}

// Types and documents from the contract in ../schema; nothing is fetched.
const config: CodegenConfig = {
  schema: '../schema/*.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/gql/generated/**'],
  generates: {
    './src/gql/generated/bounds.ts': { plugins: ['./bounds.mjs'] },
    './src/gql/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        // The manifest goes into the build (vite.config.ts), the hashes to the hub.
        persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
      },
      documentTransforms: [{ transform: forTheCache }],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          DateTime: 'string',
          Date: 'string',
          Long: 'number',
          Litres: 'number',
          Celsius: 'number',
          Millimetres: 'number',
          Fen: 'number',
          Cursor: 'string',
        },
      },
    },
  },
}

export default config
