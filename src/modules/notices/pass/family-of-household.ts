/** A household as the rules see it, and who is told what is found for whom. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { factOfRegisters, type Household, type KnownValue, listOfRegisters } from '../../exchange/index.ts'
import type { FactSet, FactValue } from '../../rules/index.ts'

export interface FamilyOfHousehold {
  head: string
  members: string[]
  facts: FactSet
  area: string | null
  /** `service` or `service/person` that a register knows to be received. */
  received: ReadonlySet<string>
}

type Entry = Record<string, FactValue>

/** Children grow up on this birthday (in Korea as in most of the world: 민법 §4 counts 19; benefits for children end at 18). */
const grownUp = 18

/** @param on the day of the pass */
export function familyOfHousehold(pack: Pack, { head, members, known }: Household, on: string): FamilyOfHousehold {
  const facts: FactSet = {}
  for (const fact of pack.facts) {
    const [entity, name] = fact.fact.split('.') as [string, string]
    if (entity === 'newborn' || entity === 'application') continue
    const list = listOfRegisters(fact, known)
    if (list) facts[entity] = list
    else (facts[entity] ??= fact.list ? [] : {} as Entry)
    if (!Array.isArray(facts[entity])) (facts[entity] as Entry)[name] = factOfRegisters(fact, known)
  }
  const children = (Array.isArray(facts['child']) ? facts['child'] : []).toSorted((a, b) => String(a['birth_date']).localeCompare(String(b['birth_date'])))
  const numbered = children.map((child, at): Entry => ({ ...child, order: at + 1 }))
  const isYoung = ({ birth_date: born }: Entry) => typeof born === 'string' && Temporal.PlainDate.compare(Temporal.PlainDate.from(born).add({ years: grownUp }), on) > 0
  // The rules ask of each child a birth is told of: everybody's children are told of, and those grown up are only counted.
  const young = numbered.filter(isYoung)
  facts['newborn'] = young
  facts['child'] = numbered.filter((child) => !isYoung(child))
  const home = facts['household']
  const withoutYoung = young.filter(({ person_id: id }) => typeof id === 'string' && members.includes(id)).length
  if (!Array.isArray(home) && typeof home?.['size'] === 'number') home['size'] -= withoutYoung
  const region = !Array.isArray(home) ? home?.['region'] : null
  return { head, members, facts, area: typeof region === 'string' ? region : null, received: receivedOf(pack, known) }
}

function receivedOf(pack: Pack, known: readonly KnownValue[]): ReadonlySet<string> {
  return new Set(known.filter(({ register, field }) => pack.registers.find(({ id }) => id === register)?.fields[field]?.received === true)
    .flatMap(({ value }) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])))
}

export interface Concerned {
  /** Who hears of it. */
  person: string
  /** Of whom it is, where that is somebody else; '' otherwise. */
  of: string
  age: number | null
}

/** Members who are grown up hear of their own; of children and of the household the head hears. */
export function concernedBy({ head, facts }: FamilyOfHousehold, list: string | null, at: number | null, on: string): Concerned {
  const listed = list === null ? undefined : facts[list]
  const entry = Array.isArray(listed) ? listed[at ?? -1] : undefined
  const people = facts['person']
  const own = entry ?? (Array.isArray(people) ? people.find(({ person_id: id }) => id === head) : undefined) ?? (facts['applicant'] as Entry | undefined)
  const born = own?.['birth_date']
  const age = typeof born === 'string' ? Temporal.PlainDate.from(born).until(on, { largestUnit: 'years' }).years : null
  const id = entry?.['person_id']
  if (typeof id !== 'string' || id === head) return { person: head, of: '', age }
  return list === 'person' && age !== null && age >= grownUp ? { person: id, of: '', age } : { person: head, of: id, age }
}
