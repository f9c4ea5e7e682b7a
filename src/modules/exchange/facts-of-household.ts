/** A household as the rules see it, by what registers said of one of its members. What is not known is null. */
import type { Fact } from '../../../packages/pack-kit/schema/fact.ts'
import type { FactSet, FactValue } from '../rules/index.ts'
import type { KnownValue } from './contract.ts'
import { attributesOf, factOfRegisters, listOfRegisters } from './facts-of-registers.ts'

type Entry = Record<string, FactValue>

/** Children grow up on this birthday (in Korea as in most of the world: 민법 §4 counts 19; benefits for children end at 18). */
export const grownUp = 18

/** @param members ids of those who live in the household
 *  @param on the day on which somebody is grown up, or is not
 *  @param whose children who live there and are not the person's own: all of them, where everybody is looked at household by household, or
 *  those who are in the person's care because no parent of theirs can live there */
export function factsOfHousehold({ facts: known }: { facts: readonly Fact[] }, values: readonly KnownValue[], members: readonly string[], on: string, whose: 'all' | 'in-care' = 'in-care'): FactSet {
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
  const isYoung = (one: Entry) => isChild(one, on)
  // Where nobody knows who lives there, children are taken to live with their parents.
  const isAtHome = ({ person_id: id }: Entry) => members.length === 0 || (typeof id === 'string' && members.includes(id))
  // The rules ask of each child a birth is told of: so they are of every child at home, and the others are only counted.
  const others = othersAtHome(known, values, whose === 'all' && withoutGrownUp(membersKnown(known, values), on))
  const isForeign = ({ person_id: id }: Entry) => !children.some((child) => child['person_id'] === id)
  const inCare = whose === 'all' || others.every(isYoung) ? others.filter((other) => isYoung(other) && isForeign(other)) : []
  const own = numbered.filter((child) => isYoung(child) && isAtHome(child))
  const young = inCare.length === 0 ? own : [...own, ...inCare].toSorted((a, b) => String(a['birth_date']).localeCompare(String(b['birth_date'])))
  facts['newborn'] = young
  facts['child'] = numbered.filter((child) => !own.includes(child))
  const home = facts['household']
  // Who stands in that list is not counted again with the rest of the household.
  if (members.length > 0 && !Array.isArray(home) && typeof home?.['size'] === 'number') home['size'] -= young.length
  return facts
}

const isChild = ({ birth_date: born }: Entry, on: string) => typeof born === 'string' && Temporal.PlainDate.compare(Temporal.PlainDate.from(born).add({ years: grownUp }), on) > 0

/** Nobody of them is grown up, as where a facility has the care of children. */
const withoutGrownUp = (people: readonly Entry[], on: string) => people.length > 0 && people.every((one) => isChild(one, on))

/** Whether children live there and no grown-up, as the register of residents tells it. */
export const isOfChildrenAlone = ({ facts }: { facts: readonly Fact[] }, values: readonly KnownValue[], on: string) => withoutGrownUp(membersKnown(facts, values), on)

/**
 * Who lives there beside the person, their spouse and their own parents, as the register of residents tells it: a child among them, such
 * as a grandchild, is asked about with whoever has the care of it, and is in no list of the person's own children.
 * @param andSelf the person is one of the children asked about: nobody grown up lives there
 */
function othersAtHome(facts: readonly Fact[], values: readonly KnownValue[], andSelf: boolean): Entry[] {
  const near = new Set<FactValue | undefined>(andSelf ? ['spouse', 'parent'] : ['self', 'spouse', 'parent'])
  return membersKnown(facts, values).filter(({ relation, birth_date: born }) => relation !== undefined && typeof born === 'string' && !near.has(relation))
}

function membersKnown(facts: readonly Fact[], values: readonly KnownValue[]): Entry[] {
  const value = countedBy(facts, values)
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object').map((one) => attributesOf(one)) : []
}

/** Ids of those whom a register counts as the household: the list behind the fact that is its size. */
export function membersOf({ facts }: { facts: readonly Fact[] }, values: readonly KnownValue[]): string[] {
  const value = countedBy(facts, values)
  return Array.isArray(value) ? value.flatMap((one) => (typeof one === 'object' && typeof one['personId'] === 'string' ? [one['personId']] : [])) : []
}

function countedBy(facts: readonly Fact[], values: readonly KnownValue[]) {
  const counted = facts.find(({ from }) => from?.take === 'count')?.from
  return values.find(({ register, field }) => register === counted?.register && field === counted.field)?.value
}
