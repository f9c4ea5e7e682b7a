/** What each register knows of a person. Fields of the same name mean the same in every pack. */
import type { Person } from '../population/make-population.ts'

export type RegisterValue = string | number | boolean | null | Record<string, string | null> | Record<string, string | null>[]

const brief = ({ id, name, sex, birthDate }: Person) => ({ personId: id, name, sex, birthDate })

/** Relation as the register of residents writes it, seen from the person asked about. */
function relationOf(person: Person, other: Person): string {
  if (other === person) return 'self'
  if (other === person.spouse) return 'spouse'
  if (person.children.includes(other)) return 'child'
  return person.parents.includes(other) ? 'parent' : 'other'
}

const answers: Record<string, (person: Person) => RegisterValue> = {
  name: ({ name }) => name,
  birthDate: ({ birthDate }) => birthDate,
  sex: ({ sex }) => sex,
  address: ({ household }) => household.address,
  region: ({ household }) => household.region,
  supportArea: ({ household }) => household.supportArea,
  populationDecline: ({ household }) => household.populationDecline,
  members: (person) => person.household.members.map((other) => ({ ...brief(other), relation: relationOf(person, other) })),
  parents: ({ parents }) => parents.map(brief),
  spouse: ({ spouse }) => spouse && brief(spouse),
  children: ({ children }) => children.map(brief),
  parentalAuthority: ({ parentalAuthority }) => parentalAuthority,
  type: ({ household }) => household.insurance,
  householdMonthlyIncome: ({ household }) => household.monthlyIncome,
  monthlyIncome: ({ household }) => household.monthlyIncome,
  premium: ({ household }) => (household.insurance.startsWith('medical-aid') ? 0 : Math.trunc((household.monthlyIncome * 3_595) / 1_000_000) * 10),
  registered: ({ disability }) => disability !== 'none',
  severity: ({ disability }) => disability,
  customerNumber: ({ household }) => household.electricityCustomer,
  contract: ({ household }) => household.electricityContract,
}

/** @throws Error for a field that no fictitious person has */
export function answersOf(person: Person, fields: string[]): Record<string, RegisterValue> {
  return Object.fromEntries(fields.map((field) => {
    const answer = answers[field]
    if (!answer) throw new Error(`the population knows no field ${field}`)
    return [field, answer(person)]
  }))
}
