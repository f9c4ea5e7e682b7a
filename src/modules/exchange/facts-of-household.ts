/** A household as the rules see it, by what registers said of one of its members. What is not known is null. */
import type { Fact } from '../../../packages/pack-kit/schema/fact.ts'
import type { FactSet, FactValue } from '../rules/index.ts'
import type { KnownValue } from './contract.ts'
import { factOfRegisters, listOfRegisters } from './facts-of-registers.ts'

type Entry = Record<string, FactValue>

/** Children grow up on this birthday (in Korea as in most of the world: 민법 §4 counts 19; benefits for children end at 18). */
export const grownUp = 18

/** @param members ids of those who live in the household
 *  @param on the day on which somebody is grown up, or is not */
export function factsOfHousehold({ facts: known }: { facts: readonly Fact[] }, values: readonly KnownValue[], members: readonly string[], on: string): FactSet {
  const facts: FactSet = {}
  for (const fact of known) {
    const [entity, name] = fact.fact.split('.') as [string, string]
    if (entity === 'newborn' || entity === 'application') continue
    const list = listOfRegisters(fact, values)
    if (list) facts[entity] = list
    else (facts[entity] ??= fact.list ? [] : {} as Entry)
    if (!Array.isArray(facts[entity])) (facts[entity] as Entry)[name] = factOfRegisters(fact, values)
  }
  const children = (Array.isArray(facts['child']) ? facts['child'] : []).toSorted((a, b) => String(a['birth_date']).localeCompare(String(b['birth_date'])))
  const numbered = children.map((child, at): Entry => ({ ...child, order: at + 1 }))
  const isYoung = ({ birth_date: born }: Entry) => typeof born === 'string' && Temporal.PlainDate.compare(Temporal.PlainDate.from(born).add({ years: grownUp }), on) > 0
  // Where nobody knows who lives there, children are taken to live with their parents.
  const isAtHome = ({ person_id: id }: Entry) => members.length === 0 || (typeof id === 'string' && members.includes(id))
  // The rules ask of each child a birth is told of: so they are of every child at home, and the others are only counted.
  const young = numbered.filter((child) => isYoung(child) && isAtHome(child))
  facts['newborn'] = young
  facts['child'] = numbered.filter((child) => !young.includes(child))
  const home = facts['household']
  // Who stands in that list is not counted again with the rest of the household.
  if (members.length > 0 && !Array.isArray(home) && typeof home?.['size'] === 'number') home['size'] -= young.length
  return facts
}

/** Ids of those whom a register counts as the household: the list behind the fact that is its size. */
export function membersOf({ facts }: { facts: readonly Fact[] }, values: readonly KnownValue[]): string[] {
  const counted = facts.find(({ from }) => from?.take === 'count')?.from
  const value = values.find(({ register, field }) => register === counted?.register && field === counted.field)?.value
  return Array.isArray(value) ? value.flatMap((one) => (typeof one === 'object' && typeof one['personId'] === 'string' ? [one['personId']] : [])) : []
}
