/** Writes the bound of each text of an input, by its @text in the contract, for the forms. */
export const plugin = (schema) => {
  const boundOf = (field) => field.directives.find((d) => d.name.value === 'text')?.arguments[0].value.value
  const inputs = Object.values(schema.getTypeMap())
    .filter((type) => type.astNode?.kind === 'InputObjectTypeDefinition')
    .map(({ name, astNode }) => [
      name,
      astNode.fields.filter(boundOf).map((field) => [field.name.value, Number(boundOf(field))]),
    ])
    .filter(([, fields]) => fields.length > 0)
    .map(([name, fields]) => [name, Object.fromEntries(fields)])
  return `/** The most characters of each text of the contract's inputs. */
export const bounds = ${JSON.stringify(Object.fromEntries(inputs), null, 2)} as const
`
}
