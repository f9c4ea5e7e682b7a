/** What households receive already: without it everybody would seem to be missing out. */
import type { Household, Person } from './make-population.ts'
import type { PeopleFile, Receipt } from './people-file.ts'
import type { Random } from './random.ts'

/** Children are those who live with a parent. */
export function assignReceipts(homes: Iterable<Household>, { receives = [], asOf }: PeopleFile, random: Random) {
  const today = Temporal.PlainDate.from(asOf)
  const ageOf = ({ birthDate }: Person) => Temporal.PlainDate.from(birthDate).until(today, { largestUnit: 'years' }).years
  for (const home of homes) {
    const aged = home.members.map((person) => ({ person, age: ageOf(person) }))
    home.receives = receives.flatMap((receipt) => {
      if (receipt.insurance && !receipt.insurance.includes(home.insurance)) return []
      if (receipt.whom === 'household') return random.chance(receipt.share) ? [receipt.service] : []
      return aged.filter(({ person, age }) => isMeant(person, age, receipt) && random.chance(receipt.share)).map(({ person }) => `${receipt.service}/${person.id}`)
    })
  }
}

const isMeant = ({ parents, household }: Person, age: number, { whom, from = 0, to = 200 }: Receipt) =>
  age >= from && age <= to && (whom === 'person' || parents.some((parent) => household.members.includes(parent)))
