/** A synthetic population as columns of a pack's facts: fitted to published figures, the same for the same seed. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { makeValues, type ColumnHeader, type ColumnType, type Storage, type Values } from '../columns/column-header.ts'
import { openStore, type Column, type ColumnStore } from '../columns/store.ts'
import { measure } from '../columns/write-column.ts'
import { dayOf } from '../language/day-of.ts'
import { dayNumber } from '../kernels/day-number.ts'
import { drawChildren, type ListRows, toldOf } from './draw-children.ts'
import { drawHouseholds } from './draw-households.ts'
import { drawOf, type Somebody } from './draw-values.ts'
import { marginBy, type Margin } from './margins.ts'
import { codeByAge, partnerIn, relationOf } from './people-codes.ts'
import { createRandom, cumulate, pick, type Random } from './random.ts'
import { rake, type Raked } from './rake.ts'

export interface Order {
  facts: readonly Fact[]
  margins: readonly Margin[]
  people: number
  seed: number
  /** The day of the run: nobody is born after it. */
  on: string
  /** Told of each fact as it is drawn. */
  told?: (fact: string) => void
}
export interface Drawn {
  store: ColumnStore
  raked: Raked
  /** Of each person: the cell of the fitted table. Of each household: its income decile from 0, and its yearly income. */
  cells: Int32Array
  deciles: Uint8Array
  incomes: Float64Array
  first: Int32Array
}

/** Where a pack publishes no incomes: of the currency's smallest unit, a year. */
const plausibleIncome = 30_000_000

/** The year whose people are drawn: the last that was over on the day. */
export const yearOf = (on: string) => Number(on.slice(0, 4)) - (on.slice(5) === '12-31' ? 0 : 1)

const codesIn = (facts: readonly Fact[]) => (fact: string) => keysOf(facts.find((one) => one.fact === fact))

/** The fitted table from which people are drawn: the same for every order of these facts, margins and year. */
export const rakeFor = ({ facts, margins, on }: Pick<Order, 'facts' | 'margins' | 'on'>): Raked => rake(margins, codesIn(facts), yearOf(on))

export function drawPeople({ facts, margins, people, seed, on, told }: Order, raked: Raked = rakeFor({ facts, margins, on })): Drawn {
  const random = createRandom(seed)
  const today = dayOf(on)!
  const year = yearOf(on)
  const codesOf = codesIn(facts)
  const shared = raked.axes.flatMap(({ name }, axis) => (name.startsWith('household.') ? [axis] : []))
  const { first, cells } = drawHouseholds(people, raked, shared, margins, random)
  const households = first.length - 1
  const { deciles, incomes, properties } = drawMeans(households, margins, random)
  const age = (row: number) => raked.along(cells[row]!, raked.axes.length - 1)
  const adults = (household: number) => {
    let count = 0
    for (let row = first[household]!; row < first[household + 1]!; row += 1) if (age(row) >= 20) count += 1
    return count
  }
  const born = Int32Array.from({ length: people }, (_, row) => Math.min(today, dayNumber(year - age(row), 0, 1) + random.below(365)))
  const lists = new Set(facts.filter(({ list }) => list).map(({ fact }) => fact.split('.')[0]!))
  const children = drawChildren(first, born, on)
  const countOf = (list: ListRows, household: number) => list.first[household + 1]! - list.first[household]!
  const somebody: Somebody = { age: 0, born: 0, isHead: true, isPartner: false, size: 1, young: 0, grown: 0, place: 0, income: 0, property: 0, adults: 1, today, random }
  const partners = Int32Array.from({ length: households }, (_, household) => partnerIn(first[household]!, first[household + 1]!, age))
  const set = (household: number, row: number, place: number, count: number) => Object.assign(somebody, {
    age: age(row), born: born[row], isHead: row === first[household], isPartner: row === partners[household], size: first[household + 1]! - first[household]!,
    young: lists.has(toldOf) ? countOf(children.young, household) : 0, grown: countOf(children.grown, household), place,
    income: incomes[household], property: properties[household], adults: count,
  })

  const columns: Column[] = []
  const members = new Map<string, ListRows>()
  for (const list of lists) {
    const own = list === 'person' ? { first, rows: Int32Array.from({ length: people }, (_, row) => row) } : list === toldOf || !lists.has(toldOf) ? children.young : children.grown
    members.set(list, own)
    columns.push(columnOf('household', list, 'members', own.first, 'i32'))
  }
  for (const fact of facts) {
    if (fact.type === 'text') continue
    told?.(fact.fact)
    const [entity, name] = fact.fact.split('.') as [string, string]
    const axis = axisOf(fact.fact, raked)
    const own = members.get(entity)
    const codes = fact.type === 'enum' ? axis >= 0 ? [...raked.axes[axis]!.codes] : codesOf(fact.fact) : undefined
    const byCode = codes && (relationOf(name, codes) ?? codeByAge(name, codes) ?? published(margins, fact.fact, codes, random))
    const draw = axis >= 0 ? null : byCode ?? drawOf(fact)
    const storage: Storage = fact.type === 'bool' || fact.type === 'enum' ? 'u8' : 'i32'
    const values = makeValues(storage, own ? own.rows.length : households)
    for (let household = 0; household < households; household += 1) {
      const count = own ? adults(household) : 1
      const head = age(first[household]!)
      const from = own ? own.first[household]! : household
      for (let place = from, end = own ? own.first[household + 1]! : household + 1; place < end; place += 1) {
        const row = own ? own.rows[place]! : first[household]!
        values[place] = draw === null ? raked.along(cells[row]!, axis) : draw(set(household, row, place - from, count), head)
      }
    }
    columns.push(columnOf(entity, name, fact.type === 'enum' ? 'code' : fact.type, values, storage, codes))
  }
  return { store: openStore(columns), raked, cells, deciles, incomes, first }
}

/** What a fact's values are told apart by; of a test no and yes, as its column has them: 0 and 1. */
const keysOf = (fact: Fact | undefined): string[] => (fact?.type === 'bool' ? ['no', 'yes'] : Object.keys(fact?.values ?? {}))

/** What is fitted of persons holds of an applicant or a child too: they are persons. */
function axisOf(fact: string, { axes }: Raked): number {
  const exact = axes.findIndex(({ name }) => name === fact)
  return exact >= 0 ? exact : axes.findIndex(({ name }) => name === `person.${fact.slice(fact.indexOf('.') + 1)}`)
}

function drawMeans(households: number, margins: readonly Margin[], random: Random) {
  const means = marginBy(margins, 'money-a-household', 'income-decile')?.cells.map(({ value }) => value)
  const worth = marginBy(margins, 'money-a-household', 'income-quintile')?.cells.map(({ value }) => value)
  const deciles = new Uint8Array(households)
  const [incomes, properties] = [new Float64Array(households), new Float64Array(households)]
  for (let household = 0; household < households; household += 1) {
    const decile = random.below(10)
    deciles[household] = decile
    // Around the mean of the decile, which stays what it is.
    incomes[household] = Math.round((means?.[decile] ?? plausibleIncome * (0.2 + decile * 0.18)) * (0.8 + 0.4 * random.next()))
    properties[household] = Math.round((worth?.[decile >> 1] ?? incomes[household]! * 3) * 2 * random.next())
  }
  return { deciles, incomes, properties }
}

/** Codes of households of which shares are published. */
function published(margins: readonly Margin[], fact: string, codes: readonly string[], random: Random) {
  const margin = margins.find(({ counts, by, use }) => counts === 'households' && use === 'calibrate' && by.length === 1 && by[0] === fact)
  if (!margin) return undefined
  const sums = cumulate(codes.map((code) => margin.cells.find(({ at }) => at[0] === code)?.value ?? 0))
  return () => pick(sums, random)
}

function columnOf(entity: string, name: string, type: ColumnType, values: Values | Int32Array, storage: Storage, codes?: string[]): Column {
  const own = values instanceof Int32Array && !(values.buffer instanceof SharedArrayBuffer) ? makeValues('i32', values.length) : values as Values
  if (own !== values) own.set(values)
  const header: ColumnHeader = { entity, name, type, storage, rows: values.length, ...measure(own, Number.NaN), ...(codes ? { codes } : {}) }
  return { header, values: own }
}
