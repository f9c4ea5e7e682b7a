/**
 * A number that follows from who is on lists (facts.json: `counts`): said nowhere else, it is taken from there, so that nobody is asked
 * for the same people twice.
 */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { FactSet } from '../contract.ts'

export type Counted = Fact & { counts: NonNullable<Fact['counts']> }
export const countedFacts = (facts: readonly Fact[]): Counted[] => facts.filter((fact): fact is Counted => fact.counts !== undefined)

/** What was said stays; lists that do not fit each other (fewer people in all than children among them) give no number. */
export function fillCounted(given: FactSet, facts: readonly Fact[]): FactSet {
  return countedFacts(facts).reduce<FactSet>((filled, { fact, counts: { list, without } }) => {
    const [entity, name] = fact.split('.') as [string, string]
    const held = filled[entity]
    if (Array.isArray(held) || (held?.[name] ?? null) !== null) return filled
    const number = lengthOf(filled, list) - without.reduce((sum, other) => sum + lengthOf(filled, other), 0)
    return number > 0 ? { ...filled, [entity]: { ...held, [name]: number } } : filled
  }, given)
}

/** NaN where it is not known who is on it. */
function lengthOf(facts: FactSet, list: string): number {
  const held = facts[list]
  return Array.isArray(held) ? held.length : Number.NaN
}
