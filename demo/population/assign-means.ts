/** What a fictitious person earns, owns and does: adds up to the household's income, and is the same for the same seed. */
import type { Household, Person } from './make-population.ts'
import type { Random } from './random.ts'

/** Money in the currency's minor unit; earnings and pensions a month. */
export interface Means {
  monthlyEarnings: number
  monthlyPension: number
  nationalPension: number
  occupationalPension: boolean
  housingProperty: number
  generalProperty: number
  financialProperty: number
  carValue: number
  debts: number
  school: 'none' | 'elementary' | 'middle' | 'high' | 'university'
  childcare: 'home' | 'nursery' | 'kindergarten' | 'none'
  pregnant: boolean
  /** `YYYY-MM-DD`, of those who are pregnant. */
  dueDate: string | null
  jobSeeking: boolean
  daysWorked: number
  unemploymentBenefit: boolean
  jobEndedOn: string | null
}

export interface Home {
  tenure: 'owner' | 'jeonse' | 'rent' | 'free'
  monthlyRent: number
  deposit: number
  leaseInOwnName: boolean
  repairNeed: 'none' | 'minor' | 'medium' | 'major'
  supporterYearlyIncome: number
  supporterProperty: number
  supporterAble: boolean
}

/** What a story of people.json says itself. */
export type GivenMeans = Partial<Home> & { property?: number; financialProperty?: number; debts?: number; carValue?: number; jobSeeking?: boolean; daysWorked?: number; jobEndedOn?: string; dueDate?: string; occupationalPension?: boolean }

/** Whole thousands of the minor unit: amounts that look like amounts. */
const round = (amount: number) => Math.round(amount / 1_000) * 1_000

export function makeHome(home: Household, random: Random, given: GivenMeans = {}): Home {
  const poor = home.insurance.startsWith('medical-aid')
  const draw = random.next()
  const tenure = given.tenure ?? (draw < (poor ? 0.12 : 0.57) ? 'owner' : draw < (poor ? 0.2 : 0.73) ? 'jeonse' : draw < (poor ? 0.9 : 0.96) ? 'rent' : 'free')
  const rent = round((0.08 + random.next() * 0.14) * Math.max(home.monthlyIncome, 1_500_000))
  const supporter = random.chance(poor ? 20 : 60) ? home.monthlyIncome * (4 + random.below(20)) : 0
  return {
    tenure, monthlyRent: tenure === 'rent' ? rent : 0, deposit: tenure === 'rent' ? rent * 20 : tenure === 'jeonse' ? rent * 300 : 0,
    leaseInOwnName: tenure === 'rent' || tenure === 'jeonse' ? !random.chance(6) : false,
    repairNeed: tenure !== 'owner' || random.chance(75) ? 'none' : random.pick(['minor', 'medium', 'major']),
    supporterYearlyIncome: round(supporter), supporterProperty: round(supporter * (1 + random.below(8))), supporterAble: supporter > 30_000_000 && random.chance(50),
    ...pick(given, ['tenure', 'monthlyRent', 'deposit', 'leaseInOwnName', 'repairNeed', 'supporterYearlyIncome', 'supporterProperty', 'supporterAble']),
  }
}

function pick<Key extends keyof GivenMeans>(given: GivenMeans, keys: Key[]): Pick<GivenMeans, Key> {
  return Object.fromEntries(keys.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]]]))) as Pick<GivenMeans, Key>
}

/** Everybody of one household together: the old have pensions first, and what is left is earned. */
export function makeMeans(home: Household, asOf: Temporal.PlainDate, random: Random, given: GivenMeans = {}): Map<Person, Means> {
  const ages = new Map(home.members.map((person) => [person, Temporal.PlainDate.from(person.birthDate).until(asOf, { largestUnit: 'year' }).years]))
  const ageOf = (person: Person) => ages.get(person)!
  const old = home.members.filter((person) => ageOf(person) >= 63)
  const owner = home.members[0]
  const grown = home.members.filter((person) => ageOf(person) >= 20 && !old.includes(person) && !(person === owner && given.jobSeeking))
    .sort((a, b) => Number(a.disability === 'severe') - Number(b.disability === 'severe'))
  const retired = grown.length === 0 && old.length > 0
  const able = retired ? old.slice(0, 1) : grown
  const pensions = new Map(old.map((person) => [person, random.chance(70) || retired ? round(Math.min(home.monthlyIncome / old.length, home.monthlyIncome * (retired ? 1 : 0.25) + random.next() * 400_000)) : 0]))
  const left = home.monthlyIncome - [...pensions.values()].reduce((sum, amount) => sum + amount, 0)
  const earners = able.filter((_person, at) => at === 0 || random.chance(60))
  const first = earners.length > 1 ? round(left * (0.5 + random.next() * 0.4)) : left
  return new Map(home.members.map((person): [Person, Means] => {
    const age = ageOf(person)
    const earnings = person === earners[0] ? first : person === earners[1] ? left - first : 0
    const seeking = person === owner && given.jobSeeking !== undefined ? given.jobSeeking : earnings === 0 && age >= 19 && age < 65 && random.chance(30)
    const pension = pensions.get(person) ?? 0
    return [person, {
      monthlyEarnings: earnings, monthlyPension: pension, nationalPension: age >= 63 ? pension : 0, occupationalPension: (person === owner && given.occupationalPension) || (age >= 63 && random.chance(5)),
      ...propertyOf(person === owner, age, home, random, given), school: schoolOf(person, asOf, random), childcare: childcareOf(age, random),
      ...pregnancyOf(person, (person.sex === 'F' && age >= 22 && age <= 42 && random.chance(4)) || (person === owner && given.dueDate !== undefined), asOf, given), jobSeeking: seeking,
      daysWorked: person === owner && given.daysWorked !== undefined ? given.daysWorked : earnings > 0 ? 400 + random.below(130) : age >= 20 && age < 70 ? random.below(300) : 0,
      unemploymentBenefit: seeking && random.chance(25),
      jobEndedOn: person === owner && given.jobEndedOn !== undefined ? given.jobEndedOn : seeking ? asOf.subtract({ days: 5 + random.below(500) }).toString() : null,
    }]
  }))
}

/** Days after the day of reckoning on which the last of the children is due. */
const longest = 270

/** The due date follows from who one is and not from chance: nobody else's means change with it. */
function pregnancyOf({ birthDate }: Person, pregnant: boolean, asOf: Temporal.PlainDate, { dueDate }: GivenMeans): Pick<Means, 'pregnant' | 'dueDate'> {
  const drawn = () => asOf.add({ days: 1 + Number(birthDate.replaceAll('-', '')) % longest }).toString()
  return { pregnant, dueDate: pregnant ? dueDate ?? drawn() : null }
}

/** The household's property stands with its first member; the others have their savings. */
function propertyOf(first: boolean, age: number, { monthlyIncome, insurance, home }: Household, random: Random, given: GivenMeans) {
  const scale = insurance.startsWith('medical-aid') ? 4 : 12
  const savings = round(monthlyIncome * random.next() * (scale / (age < 20 ? 20 : 2)))
  if (!first) return { housingProperty: 0, generalProperty: 0, financialProperty: savings, carValue: 0, debts: 0 }
  const owned = home.tenure === 'owner' ? given.property ?? round(monthlyIncome * scale * (3 + random.next() * 6)) : home.deposit
  return {
    housingProperty: owned, generalProperty: random.chance(20) ? round(monthlyIncome * random.next() * scale * 2) : 0,
    financialProperty: given.financialProperty ?? savings, carValue: given.carValue ?? (random.chance(scale === 4 ? 8 : 65) ? round(monthlyIncome * (1 + random.next() * 5)) : 0),
    debts: given.debts ?? (random.chance(45) ? round(owned * random.next() * 0.5) : 0),
  }
}

/** By the year of birth, as children enter: six years, three, three, and then perhaps four. */
function schoolOf({ birthDate }: Person, asOf: Temporal.PlainDate, random: Random): Means['school'] {
  const year = asOf.year - Number(birthDate.slice(0, 4))
  if (year < 7 || year > 23) return 'none'
  return year <= 12 ? 'elementary' : year <= 15 ? 'middle' : year <= 18 ? 'high' : random.chance(65) ? 'university' : 'none'
}

function childcareOf(age: number, random: Random): Means['childcare'] {
  if (age > 6) return 'none'
  const draw = random.next()
  if (age === 0) return draw < 0.93 ? 'home' : 'nursery'
  if (age < 3) return draw < 0.3 ? 'home' : 'nursery'
  return draw < 0.08 ? 'home' : draw < 0.55 ? 'nursery' : 'kindergarten'
}
