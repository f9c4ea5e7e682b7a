/** A household as the rules see it, and who is told what is found for whom. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { factsOfHousehold, grownUp, type Household, isOfChildrenAlone, type KnownValue } from '../../exchange/index.ts'
import type { FactSet, FactValue } from '../../rules/index.ts'

export interface FamilyOfHousehold {
  head: string
  members: string[]
  facts: FactSet
  area: string | null
  /** Nobody grown up lives there: what rests on a family is not theirs, and none of them hears of another. */
  ofChildrenAlone: boolean
  /** `service` or `service/person` that a register knows to be received. */
  received: ReadonlySet<string>
}

type Entry = Record<string, FactValue>

/** @param on the day of the pass */
export function familyOfHousehold(pack: Pack, { head, members, known }: Household, on: string): FamilyOfHousehold {
  const facts = factsOfHousehold(pack, known, members, on, 'all')
  const home = facts['household']
  const region = !Array.isArray(home) ? home?.['region'] : null
  return { head, members, facts, area: typeof region === 'string' ? region : null, ofChildrenAlone: isOfChildrenAlone(pack, known, on), received: receivedOf(pack, known) }
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

/** Members who are grown up hear of their own, and so do children without a grown-up; of other children and of the household the head hears. */
export function concernedBy({ head, facts, ofChildrenAlone }: FamilyOfHousehold, list: string | null, at: number | null, on: string): Concerned {
  const listed = list === null ? undefined : facts[list]
  const entry = Array.isArray(listed) ? listed[at ?? -1] : undefined
  const people = facts['person']
  const own = entry ?? (Array.isArray(people) ? people.find(({ person_id: id }) => id === head) : undefined) ?? (facts['applicant'] as Entry | undefined)
  const born = own?.['birth_date']
  const age = typeof born === 'string' ? Temporal.PlainDate.from(born).until(on, { largestUnit: 'years' }).years : null
  const id = entry?.['person_id']
  if (typeof id !== 'string' || id === head) return { person: head, of: '', age }
  if (ofChildrenAlone) return { person: id, of: '', age }
  return list === 'person' && age !== null && age >= grownUp ? { person: id, of: '', age } : { person: head, of: id, age }
}
