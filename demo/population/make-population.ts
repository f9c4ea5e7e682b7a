/** A fictitious country: families of every kind, coherent in themselves, the same for the same seed. */
import { assignChecks, assignDuties, assignMerit, assignReturns, type Duties } from './assign-duties.ts'
import { type GivenMeans, type Home, makeHome, makeMeans, type Means } from './assign-means.ts'
import { assignReceipts } from './assign-receipts.ts'
import { assignStay } from './assign-stay.ts'
import type { BereavedFamily, Deceased, Estate, NamedFamily, NamedMember, PeopleFile, Place, Sex } from './people-file.ts'
import { createRandom, type Random } from './random.ts'

export interface Person {
  id: string
  name: string
  sex: Sex
  birthDate: string
  household: Household
  spouse: Person | null
  children: Person[]
  parents: Person[]
  parentalAuthority: 'full' | 'suspended'
  disability: 'severe' | 'mild' | 'none'
  means: Means
  duties: Duties
  /** Of the dead: when, and what they left. */
  died: { on: string; estate: Estate } | null
  lost: { person: Person; relation: string }[]
}

export interface Household {
  members: Person[]
  address: string
  /** The day on which it moved in. */
  since: string
  region: string
  supportArea: string
  populationDecline: boolean
  municipality: string
  home: Home
  insurance: string
  /** `service`, or `service/person` for one of its members. */
  receives: string[]
  /** Recognised income at the last inquiry, in whole per cent of the median for so many people; null: nobody inquired. */
  recognisedShare: number | null
  /** In the currency's minor unit. */
  monthlyIncome: number
  /** Null: somebody else's contract. */
  electricityCustomer: string | null
  electricityContract: 'residential' | 'other'
}

export interface Population {
  people: Person[]
  /** The families of people.json, in its order. */
  named: { person: Person; family: NamedFamily }[]
}

export function makePopulation(file: PeopleFile, seed = file.seed, size = file.size): Population {
  const maker = createMaker(file, createRandom(seed))
  const named = file.named.map((family) => ({ person: maker.namedFamily(family), family }))
  while (maker.people.length < size) maker.randomFamily()
  // A second stream of chances: another question to the registers never changes who lives in the country.
  if (size > 0) for (let left = Math.ceil(size / 12); left > 0; left -= 1) maker.olderFamily()
  maker.settle(createRandom(seed + 1))
  // A third one: who receives what changes nobody's means.
  assignReceipts(new Set(maker.people.map((person) => person.household)), file, createRandom(seed + 2))
  const late = createMaker(file, createRandom(seed + 3), firstOfTheLate)
  const deceased = new Map((file.deceased ?? []).map((person) => [person.key, late.deceased(person)]))
  const bereaved = (file.bereaved ?? []).map((family) => ({ person: late.bereavedFamily(family, deceased), family }))
  late.settle(createRandom(seed + 4))
  const last = createMaker(file, createRandom(seed + 5), firstOfTheLast)
  const later = (file.later ?? []).map((family) => ({ person: last.namedFamily(family), family }))
  last.settle(createRandom(seed + 6))
  const people = [...maker.people, ...late.people, ...last.people]
  assignStay(new Set(people.map((person) => person.household)), file, createRandom(seed + 7))
  assignDuties(people, file.asOf, createRandom(seed + 8))
  assignChecks(people, file.asOf, createRandom(seed + 9))
  assignReturns(people, file.asOf, createRandom(seed + 10))
  assignMerit(people, file.asOf, createRandom(seed + 11))
  return { people, named: [...named, ...bereaved, ...later] }
}

/** Until everybody has moved in. */
const unsettledHome: Home = { tenure: 'free', monthlyRent: 0, deposit: 0, leaseInOwnName: false, repairNeed: 'none', supporterYearlyIncome: 0, supporterProperty: 0, supporterAble: false }
const unsettledMeans = {} as Means
const unsettledDuties = {} as Duties

/** Ids of the families of which somebody died begin here: a story more changes nobody else's. */
const firstOfTheLate = 700_000
const firstOfTheLast = 800_000

function createMaker(file: PeopleFile, random: Random, before = 0) {
  const people: Person[] = []
  const homes = new Map<Household, GivenMeans>()
  const asOf = Temporal.PlainDate.from(file.asOf)
  const bornAged = (youngest: number, oldest: number) =>
    asOf.subtract({ years: youngest + random.below(oldest - youngest + 1), days: random.below(365) }).toString()

  const household = (place: Place, insurance: string, monthlyIncome: number, customer: boolean): Household => ({
    members: [], municipality: place.municipality ?? 'city', home: unsettledHome, address: place.address.replace('{n}', String(1 + random.below(90))), region: place.region, supportArea: place.supportArea, receives: [], since: file.asOf, recognisedShare: null,
    populationDecline: place.populationDecline, insurance, monthlyIncome,
    electricityCustomer: customer ? `99${String(10_000_000 + random.below(89_999_999))}` : null, electricityContract: customer && random.chance(3) ? 'other' : 'residential',
  })

  const enter = (home: Household, { name, sex, birthDate, disability }: NamedMember, lives = true): Person => {
    const person: Person = {
      id: `${file.idPrefix}${String(before + people.length + 1).padStart(6, '0')}`, name, sex, birthDate, household: home, spouse: null, children: [], parents: [],
      parentalAuthority: 'full', disability: disability ?? 'none', means: unsettledMeans, duties: unsettledDuties, died: null, lost: [],
    }
    people.push(person)
    if (lives) home.members.push(person)
    else person.household = { ...home, members: [person] }
    return person
  }

  const marry = (one: Person, other: Person) => { one.spouse = other; other.spouse = one }
  const bear = (parents: Person[], child: Person) => { for (const parent of parents) { parent.children.push(child); child.parents.push(parent) } }

  const given = (sex: Sex) => random.pick(file.givenNames[sex])
  const fullName = (family: string, sex: Sex) => (file.nameOrder === 'family-given' ? `${family}${given(sex)}` : `${given(sex)} ${family}`)

  const namedFamily = (family: NamedFamily): Person => {
    const place = file.places.find(({ region }) => region === family.region)
    if (!place) throw new Error(`people.json names no place in ${family.region}`)
    const home = household(place, family.insurance, family.monthlyIncome, family.electricity)
    if (family.electricity) home.electricityContract = 'residential'
    homes.set(home, family.means ?? {})
    const applicant = enter(home, family.applicant)
    const spouse = family.spouse ? enter(home, family.spouse, family.spouseAway !== true) : undefined
    if (spouse) marry(applicant, spouse)
    for (const child of family.children) bear(spouse ? [applicant, spouse] : [applicant], enter(home, child))
    for (const elder of family.elders ?? []) bear([enter(home, elder)], applicant)
    applicant.parentalAuthority = family.parentalAuthority ?? 'full'
    return applicant
  }

  /** They lived by themselves, where the first place is. */
  const deceased = (member: Deceased): Person => {
    const person = enter(household(file.places[0]!, 'regional', 0, false), member)
    person.died = { on: member.deathDate, estate: member.estate }
    return person
  }

  const bereavedFamily = (family: BereavedFamily, dead: ReadonlyMap<string, Person>): Person => {
    const applicant = namedFamily(family)
    for (const { key, relation } of family.lost) {
      const person = dead.get(key)
      if (!person) throw new Error(`people.json names nobody ${key} who died`)
      applicant.lost.push({ person, relation })
    }
    return applicant
  }

  /** Alone, a couple, with children or a grandparent, one parent; the shares are plausible, not a census. */
  const randomFamily = () => {
    const place = weighted(random, file.places)
    const money = weighted(random, file.insurance)
    const [low, high] = money.incomes
    const income = Math.round((low + random.next() ** 2 * (high - low)) / 10_000) * 10_000
    const home = household(place, money.type, income, random.chance(85))
    const family = random.pick(file.familyNames)
    const sex: Sex = random.chance(50) ? 'F' : 'M'
    const first = enter(home, { name: fullName(family, sex), sex, birthDate: bornAged(22, 45), ...disabled(random) })
    const kind = random.next()
    if (kind < 0.14) return
    const alone = kind < 0.24
    const spouse = alone ? undefined : enter(home, partner(sex))
    if (spouse) marry(first, spouse)
    const mother = [first, spouse].find((parent) => parent?.sex === 'F') ?? first
    const father = [first, spouse].find((parent) => parent?.sex === 'M') ?? first
    const surname = file.nameOrder === 'family-given' ? Array.from(father.name)[0]! : family
    for (let left = howMany(random, alone); left > 0; left -= 1) addChild(home, surname, mother, spouse ? [first, spouse] : [first])
    if (random.chance(2)) first.parentalAuthority = first.children.length > 0 ? 'suspended' : 'full'
    if (random.chance(8)) bear([enter(home, { name: fullName(family, 'F'), sex: 'F', birthDate: olderThan(first, 24 + random.below(12)) })], first)
  }

  /** One or two people of 63 to 92 who live by themselves, with little beside a pension. */
  const olderFamily = () => {
    const money = weighted(random, file.insurance)
    const home = household(weighted(random, file.places), money.type, Math.round((money.incomes[0] + random.next() ** 3 * (money.incomes[1] - money.incomes[0]) * 0.4) / 10_000) * 10_000, random.chance(85))
    const family = random.pick(file.familyNames)
    const sex: Sex = random.chance(60) ? 'F' : 'M'
    const first = enter(home, { name: fullName(family, sex), sex, birthDate: bornAged(63, 92), ...disabled(random) })
    if (random.chance(45)) return
    const other: Sex = sex === 'F' ? 'M' : 'F'
    marry(first, enter(home, { name: fullName(random.pick(file.familyNames), other), sex: other, birthDate: bornAged(63, 90), ...disabled(random) }))
  }

  /** What everybody earns, owns and does, household by household. */
  const settle = (chances: Random) => {
    for (const home of new Set(people.map((person) => person.household))) {
      const given = homes.get(home) ?? {}
      home.home = makeHome(home, chances, given)
      for (const [person, means] of makeMeans(home, asOf, chances, given)) person.means = means
    }
  }

  const partner = (sex: Sex): NamedMember => {
    const other: Sex = sex === 'F' ? 'M' : 'F'
    const foreign = random.chance(7)
    return { name: foreign ? random.pick(file.foreignNames[other]) : fullName(random.pick(file.familyNames), other), sex: other, birthDate: bornAged(22, 45), ...disabled(random) }
  }

  /** Between the mother's eighteenth birthday and her forty-sixth, and before the day of reckoning. */
  const addChild = (home: Household, surname: string, mother: Person, parents: Person[]) => {
    const earliest = Temporal.PlainDate.from(mother.birthDate).add({ years: 18 })
    const latest = [asOf, Temporal.PlainDate.from(mother.birthDate).add({ years: 46 })].sort(Temporal.PlainDate.compare)[0]!
    const range = earliest.until(latest).days
    if (range < 1) return
    const sex: Sex = random.chance(49) ? 'F' : 'M'
    const twin = parents[0]!.children.at(-1)
    const birthDate = twin && random.chance(4) ? twin.birthDate : earliest.add({ days: Math.floor(range * random.next() ** 0.4) }).toString()
    const names = new Set(parents[0]!.children.map(({ name }) => name))
    let name = fullName(surname, sex)
    while (names.has(name)) name = fullName(surname, sex)
    bear(parents, enter(home, { name, sex, birthDate }))
  }

  const olderThan = (person: Person, years: number) => Temporal.PlainDate.from(person.birthDate).subtract({ years }).toString()
  return { people, namedFamily, deceased, bereavedFamily, randomFamily, olderFamily, settle }
}

const howMany = (random: Random, alone: boolean) => {
  const draw = random.next()
  if (alone) return draw < 0.55 ? 1 : draw < 0.85 ? 2 : 0
  return draw < 0.28 ? 0 : draw < 0.58 ? 1 : draw < 0.84 ? 2 : draw < 0.95 ? 3 : draw < 0.99 ? 4 : 5
}

const disabled = (random: Random): Pick<NamedMember, 'disability'> => (random.chance(5) ? { disability: random.chance(40) ? 'severe' : 'mild' } : {})

function weighted<Item extends { weight: number }>(random: Random, items: readonly Item[]): Item {
  let left = random.next() * items.reduce((sum, { weight }) => sum + weight, 0)
  for (const item of items) {
    left -= item.weight
    if (left < 0) return item
  }
  return items.at(-1)!
}
