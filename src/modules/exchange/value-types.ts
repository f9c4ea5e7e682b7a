/** Whether what a register sent is what it declares: the only proof against nonsense. */
import type { RegisterField } from '../../../packages/pack-kit/schema/register.ts'

export function isValueOf(field: RegisterField, value: unknown): boolean {
  if (value === null) return field.optional === true
  switch (field.type) {
    case 'text': return typeof value === 'string' && value.length <= 500
    case 'enum': return typeof value === 'string' && (field.values === undefined || Object.hasOwn(field.values, value))
    case 'date': return typeof value === 'string' && isDate(value)
    case 'int':
    case 'money': return Number.isSafeInteger(value)
    case 'bool': return typeof value === 'boolean'
    case 'person': return isPerson(value)
    case 'people': return Array.isArray(value) && value.length <= 50 && value.every(isPerson)
    case 'ids': return Array.isArray(value) && value.length <= 50 && value.every((id) => typeof id === 'string')
    default: return field.type satisfies never
  }
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

const isPerson = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) &&
  Object.values(value).every((attribute) => attribute === null || typeof attribute === 'string' || typeof attribute === 'boolean' || Number.isSafeInteger(attribute))
