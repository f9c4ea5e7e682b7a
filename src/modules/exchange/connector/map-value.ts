/** From what a source writes to what the common field register declares; what does not fit is a fault of the source, never a guess. */
import { isValueOf } from '../value-types.ts'
import type { MappedField } from './mapping.ts'

/** @throws Error that names neither the person nor the value */
export function mapValue(name: string, field: MappedField, raw: unknown): unknown {
  const { definition } = field
  const value = raw === undefined || raw === '' ? null : converted(field, raw)
  if (!isValueOf(definition, value)) throw new Error(`the source gives no ${definition.type} for "${name}"`)
  return value
}

function converted({ definition: { type }, codes, date }: MappedField, raw: unknown): unknown {
  const coded = codes && (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') ? own(codes, String(raw)) ?? raw : raw
  switch (type) {
    case 'int':
    case 'money': return typeof coded === 'bigint' || (typeof coded === 'string' && /^-?\d+$/.test(coded)) ? Number(coded) : coded
    case 'bool': return typeof coded === 'string' || typeof coded === 'number' ? own(truths, String(coded)) ?? coded : coded
    case 'date': return typeof coded === 'string' && date ? isoDate(coded, date) : coded
    case 'text':
    case 'enum': return typeof coded === 'number' ? String(coded) : coded
    case 'person':
    case 'people':
    case 'ids': return typeof coded === 'string' ? readJson(coded) : coded
    default: return type satisfies never
  }
}

/** What databases and forms write for yes and no. */
const truths: Record<string, boolean> = { true: true, false: false, 1: true, 0: false, Y: true, N: false, t: true, f: false }

const own = <Value>(table: Record<string, Value>, name: string): Value | undefined => (Object.hasOwn(table, name) ? table[name] : undefined)

function isoDate(text: string, format: NonNullable<MappedField['date']>): string {
  const digits = /^\d{8}$/.test(text.replaceAll(/[./]/g, '')) ? text.replaceAll(/[./]/g, '') : ''
  const [from, to] = [(start: number, length: number) => digits.slice(start, start + length), (y: string, m: string, d: string) => `${y}-${m}-${d}`]
  switch (format) {
    case 'yyyyMMdd': return to(from(0, 4), from(4, 2), from(6, 2))
    case 'dd.MM.yyyy':
    case 'dd/MM/yyyy': return to(from(4, 4), from(2, 2), from(0, 2))
    case 'MM/dd/yyyy': return to(from(4, 4), from(0, 2), from(2, 2))
    default: return format satisfies never
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
