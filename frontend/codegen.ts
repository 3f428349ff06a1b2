import type { CodegenConfig } from '@graphql-codegen/cli'

// Types and documents from the contract in ../schema; nothing is fetched.
const config: CodegenConfig = {
  schema: '../schema/*.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/gql/generated/**'],
  generates: {
    './src/gql/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
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
