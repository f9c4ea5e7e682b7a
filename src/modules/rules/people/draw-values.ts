/**
 * Facts of people drawn from their age and their household's means. What `population.json` fits (ages, regions, sizes, incomes, property)
 * is drawn to fit it; every other value here is only plausible: it is in the range of what occurs, and nobody published it.
 */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { cumulate, pick, type Random } from './random.ts'

export interface Somebody {
  age: number
  /** Day number of birth: the same wherever somebody is told of. */
  born: number
  isHead: boolean
  isPartner: boolean
  /** Everybody who lives in the household. */
  size: number
  /** Of them those who stand in the list of children a birth is told of, and are not counted in its size as a fact. */
  young: number
  /** Children of the first adult who are grown up. */
  grown: number
  /** From 0, in the list of which somebody is told. */
  place: number
  /** Yearly, of the whole household. */
  income: number
  property: number
  adults: number
  today: number
  random: Random
}

type Draw = (of: Somebody) => number
const mostMoney = 2_000_000_000
const money = (amount: number) => Math.min(mostMoney, Math.max(0, Math.round(amount / 10_000) * 10_000))

/** By the name of the fact, whoever it is about; the first that fits. */
const byName: [name: RegExp, type: Fact['type'], draw: Draw][] = [
  [/^birth_date$/, 'date', ({ born }) => born],
  [/^date$/, 'date', ({ today }) => today],
  [/^size$/, 'int', ({ size, young }) => size - young],
  [/^household_size$/, 'int', ({ size }) => size],
  [/^order$/, 'int', ({ grown, place }) => grown + place + 1],
  [/^days_/, 'int', ({ age, random }) => (age < 18 ? 0 : random.below(731))],
  [/^hours_/, 'int', ({ age, random }) => (age < 18 ? 0 : random.below(4_000))],
  [/^monthly_(income|earnings)$/, 'money', (of) => money((of.income / 12) * shareOf(of))],
  [/yearly_income$|^income$/, 'money', (of) => money(of.income * shareOf(of))],
  [/pension/, 'money', ({ age, random }) => (age < 65 ? 0 : money(200_000 + random.next() * 800_000))],
  [/rent$/, 'money', ({ income, random }) => money((income / 12) * 0.2 * random.next())],
  [/deposit$/, 'money', ({ property, random }) => money(property * 0.3 * random.next())],
  [/car_value$/, 'money', ({ isHead, income, random }) => (isHead ? money(income * 0.4 * random.next()) : 0)],
  [/debts$/, 'money', ({ isHead, property, random }) => (isHead ? money(property * 0.2 * random.next()) : 0)],
  [/financial/, 'money', ({ isHead, property }) => (isHead ? money(property * 0.25) : 0)],
  [/property|wealth/, 'money', ({ isHead, property, random }) => (isHead ? money(property * (0.3 + 0.4 * random.next())) : 0)],
]

/** Of somebody's household income: the head earns most, children nothing. */
const shareOf = ({ isHead, adults, age }: Somebody) => (adults <= 1 ? (isHead ? 1 : 0) : isHead ? 0.6 : age < 20 ? 0 : 0.4 / (adults - 1))

/** Of a test without a published share. */
const someHold = 0.1

export function drawOf({ fact, type, values }: Fact): Draw {
  const name = fact.slice(fact.indexOf('.') + 1)
  const known = byName.find(([pattern, of]) => of === type && pattern.test(name))
  if (known) return known[2]
  switch (type) {
    case 'bool': return ({ random }) => (random.next() < someHold ? 1 : 0)
    // Packs name the usual code first.
    case 'enum': {
      const count = Object.keys(values ?? {}).length
      const sums = cumulate(Array.from({ length: count }, (_, place) => 4 ** -place))
      return ({ random }) => pick(sums, random)
    }
    case 'date': return ({ today, random }) => today - random.below(3 * 365)
    case 'int': return ({ random }) => random.below(10)
    case 'money': return ({ income, random }) => money(income * 0.1 * random.next())
    case 'text': return () => 0
    default: return type satisfies never
  }
}
