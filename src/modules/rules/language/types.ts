/** The types of the language. `fraction` is money that still needs its rounding. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Exact } from './ratio.ts'
import type { Codes, DeclaredType, Duration, Place } from './syntax.ts'

export type Type = 'bool' | 'int' | 'money' | 'fraction' | 'rate' | 'date' | 'duration' | 'text' | 'number' | Codes
export type Value = boolean | Exact | Temporal.PlainDate | Duration | string | null

export interface Vocabulary {
  typeOf(entity: string, name: string): Type | undefined
  isList(entity: string): boolean
  names: string[]
}

export function vocabularyOf(facts: readonly Fact[]): Vocabulary {
  const types = new Map<string, Type>(facts.map((fact) => [fact.fact, typeOfFact(fact)]))
  const lists = new Set(facts.filter(({ list }) => list).map(({ fact }) => fact.split('.')[0]))
  return { typeOf: (entity, name) => types.get(`${entity}.${name}`), isList: (entity) => lists.has(entity), names: [...types.keys()] }
}

function typeOfFact(fact: Fact): Type {
  return fact.type === 'enum' ? { codes: Object.keys(fact.values ?? {}) } : fact.type
}

export const typeOfParameter = (type: DeclaredType): Type => type

export const nameOfType = (type: Type) => (typeof type === 'object' ? `one of ${type.codes.map((code) => `'${code}'`).join(', ')}` : type)
export const isNumeric = (type: Type) => type === 'int' || type === 'number' || type === 'money' || type === 'fraction' || type === 'rate'

/** A mistake at a place of the page. */
export interface Mistake { at: Place; message: string; advice: string }
