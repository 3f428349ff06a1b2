import { buildSchema, type GraphQLSchema } from 'graphql'

/** Where programs and people get the contract. */
export const SDL_PATH = '/api/v1/schema.graphql'
export const CHANGELOG_PATH = '/api/v1/changelog'

async function read(path: string): Promise<string> {
  const response = await fetch(path, { credentials: 'same-origin' })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.text()
}

/** The contract as a schema: no introspection is needed. */
export const readSchema = async (): Promise<GraphQLSchema> => buildSchema(await read(SDL_PATH))

/** The changelog by its headings, each with its items. */
export async function readChangelog(): Promise<{ heading: string; items: string[] }[]> {
  const [, ...parts] = (await read(CHANGELOG_PATH)).split(/^## /m)
  return parts.map((part) => {
    const [heading = '', ...lines] = part.trim().split('\n')
    return { heading, items: lines.filter((l) => l.startsWith('- ')).map((l) => l.slice(2)) }
  })
}

/** Fields, arguments and values that are going, each with why. */
export function deprecations(schema: GraphQLSchema): { element: string; reason: string }[] {
  const found: { element: string; reason: string }[] = []
  const look = (element: string, of: { deprecationReason?: string | null }) => {
    if (of.deprecationReason != null) found.push({ element, reason: of.deprecationReason })
  }
  for (const type of types(schema)) {
    if ('getFields' in type)
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field)
        if ('args' in field)
          for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument)
      }
    if ('getValues' in type) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value)
  }
  return found
}

/** How many types the contract has, and fields in all. */
export function size(schema: GraphQLSchema): { types: number; fields: number } {
  const own = types(schema)
  const fields = own.reduce((n, t) => n + ('getFields' in t ? Object.keys(t.getFields()).length : 0), 0)
  return { types: own.length, fields }
}

const types = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter((t) => !t.name.startsWith('__'))
