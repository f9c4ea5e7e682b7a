/** What the pack's facts are by what registers said of a person. What is not known is null, never a default. */
import type { Fact } from '../../../packages/pack-kit/schema/fact.ts'
import type { FactValue } from '../rules/index.ts'
import type { KnownValue, RegisterValue } from './contract.ts'

/** @param fact one that a register gives */
export function factOfRegisters(fact: Fact, known: readonly KnownValue[]): FactValue {
  if (!fact.from || (fact.from.subject === 'mother' && !isMother(known))) return null
  const value = find(known, fact.from.register, fact.from.field)
  if (fact.from.take === 'count') return Array.isArray(value) ? value.length : null
  if (fact.from.take === 'missing') return value === undefined ? null : value === null
  return typeof value === 'object' || value === undefined ? null : value
}

/** The entries of a list, with all that the register says of each; undefined for a fact that is none of a list. */
export function listOfRegisters({ from }: Fact, known: readonly KnownValue[]): Record<string, FactValue>[] | undefined {
  if (from?.take !== 'list') return undefined
  const value = find(known, from.register, from.field)
  if (!Array.isArray(value)) return []
  return value.filter((item) => typeof item === 'object').map((item) => attributesOf(item))
}

/** Registers answer the applicant about the applicant. What concerns the mother is known when she applies herself, and unknown otherwise. */
const isMother = (known: readonly KnownValue[]) => known.some(({ field, value }) => field === 'sex' && value === 'F')

/** Attributes of an entry by the names that facts have: `birthDate` is `birth_date`. */
export const attributesOf = (entry: Record<string, FactValue>): Record<string, FactValue> => Object.fromEntries(Object.entries(entry).map(([key, attribute]) => [snake(key), attribute]))

const snake = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function find(known: readonly KnownValue[], register: string, field: string): RegisterValue | undefined {
  return known.find((value) => value.register === register && value.field === field)?.value
}
