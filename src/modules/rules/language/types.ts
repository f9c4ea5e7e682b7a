/** The types of the language. `fraction` is money that still needs its rounding. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { ValueType } from '../ir/ir.ts'
import type { Place } from './syntax.ts'

export type Type = ValueType | 'number'

export interface Vocabulary {
  typeOf(entity: string, name: string): ValueType | undefined
  isList(entity: string): boolean
  /** The fact that says who somebody is in the household, and the codes that one member has at most: `head.income` is theirs. */
  role: string | null
  singles: readonly string[]
  names: string[]
}

export function vocabularyOf(facts: readonly Fact[]): Vocabulary {
  const types = new Map<string, ValueType>(facts.map((fact) => [fact.fact, typeOfFact(fact)]))
  const lists = new Set(facts.filter(({ list }) => list).map(({ fact }) => fact.split('.')[0]))
  const role = facts.find(({ fact, single }) => fact.startsWith('person.') && single !== undefined)
  return { typeOf: (entity, name) => types.get(`${entity}.${name}`), isList: (entity) => lists.has(entity), role: role?.fact ?? null, singles: role?.single ?? [], names: [...types.keys()] }
}

function typeOfFact(fact: Fact): ValueType {
  return fact.type === 'enum' ? { codes: Object.keys(fact.values ?? {}) } : fact.type
}

export const nameOfType = (type: Type) => (typeof type === 'object' ? `one of ${type.codes.map((code) => `'${code}'`).join(', ')}` : type)
export const isNumeric = (type: Type) => type === 'int' || type === 'number' || type === 'money' || type === 'fraction' || type === 'rate'

/** A mistake at a place of the page. */
export interface Mistake { at: Place; message: string; advice: string }
