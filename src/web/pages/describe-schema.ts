/** A JSON Schema as people read it: `{ name: string, born: string (date) }`, one property a line, its meaning behind it. */
import type { JsonSchema } from './list-operations.ts'

const deepest = 8

export function describeSchema(schema: JsonSchema | undefined, depth = 0): string {
  if (schema === undefined || depth > deepest) return 'any'
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1)!
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.anyOf !== undefined) return schema.anyOf.map((choice) => describeSchema(choice, depth)).join(' | ')
  if (schema.properties !== undefined) return describeObject(schema, depth)
  if (schema.items !== undefined) return `list of ${describeSchema(schema.items, depth)}`
  const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
  const entries = Object.values(schema.patternProperties ?? {})[0] ?? others
  if (entries !== undefined) return `table of ${describeSchema(entries, depth)}`
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type ?? 'any'
  return schema.format === undefined ? type : `${type} (${schema.format})`
}

function describeObject({ properties = {}, required = [] }: JsonSchema, depth: number): string {
  const margin = '  '.repeat(depth)
  const lines = Object.entries(properties).map(([name, property]) => {
    const meaning = property.description === undefined ? '' : `  — ${property.description}`
    return `${margin}  ${name}${required.includes(name) ? '' : '?'}: ${describeSchema(property, depth + 1)}${meaning}`
  })
  return `{\n${lines.join('\n')}\n${margin}}`
}
