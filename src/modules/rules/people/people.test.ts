/** Synthetic people: fitted to what was published, the same for the same seed, and households that can be. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { dayNumber } from '../kernels/day-number.ts'
import { compareWithMargins } from './compare-with-margins.ts'
import { drawPeople } from './draw-people.ts'
import type { Margin } from './margins.ts'
import { rake } from './rake.ts'

const codes = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { en: name }]))
const facts: Fact[] = [
  { fact: 'person.birth_date', label: { en: 'born' }, type: 'date', list: true },
  { fact: 'person.role', label: { en: 'role' }, type: 'enum', values: codes('head', 'spouse', 'child', 'parent', 'other'), list: true },
  { fact: 'person.sex', label: { en: 'sex' }, type: 'enum', values: codes('F', 'M'), list: true },
  { fact: 'person.wage', label: { en: 'wage' }, type: 'money', list: true },
  { fact: 'newborn.birth_date', label: { en: 'born' }, type: 'date', list: true },
  { fact: 'household.region', label: { en: 'region' }, type: 'enum', values: codes('north', 'south') },
  { fact: 'household.tenure', label: { en: 'tenure' }, type: 'enum', values: codes('owner', 'rent') },
  { fact: 'household.size', label: { en: 'size' }, type: 'int' },
  { fact: 'household.monthly_income', label: { en: 'income' }, type: 'money' },
]
const margin = (id: string, counts: Margin['counts'], by: string[], cells: [string | string[], number][]): Margin =>
  ({ id, counts, use: 'calibrate', by, cells: cells.map(([at, value]) => ({ at: Array.isArray(at) ? at : [at], value })) })
const margins: Margin[] = [
  margin('sex', 'people', ['person.sex'], [['F', 52], ['M', 48]]),
  margin('age', 'people', ['age'], [['0-19', 25], ['20-64', 55], ['65+', 20]]),
  margin('births', 'people', ['birth-year'], [['2024', 100], ['2025', 300]]),
  margin('region', 'people', ['household.region', 'age'], [[['north', '0-64'], 50], [['north', '65+'], 5], [['south', '0-64'], 30], [['south', '65+'], 15]]),
  margin('sizes', 'households', ['household-size'], [['1', 30], ['2', 40], ['3', 20], ['4+', 10]]),
  margin('tenure', 'households', ['household.tenure'], [['owner', 60], ['rent', 40]]),
  margin('income', 'money-a-household', ['income-decile'], Array.from({ length: 10 }, (_, decile) => [String(decile + 1), 10_000_000 * (decile + 1)])),
]
const draw = (seed: number, people = 60_000) => drawPeople({ facts, margins, people, seed, on: '2026-01-01' })

test('tables that agree are met together', () => {
  const { weights, along, axes } = rake(margins, (fact) => Object.keys(facts.find((one) => one.fact === fact)?.values ?? {}), 2025)
  const share = (is: (cell: number) => boolean) => weights.reduce((sum, weight, cell) => (is(cell) ? sum + weight : sum), 0)
  const age = (cell: number) => along(cell, axes.length - 1)
  const sex = axes.findIndex(({ name }) => name === 'person.sex')
  assert.ok(Math.abs(share((cell) => along(cell, sex) === 0) - 0.52) < 1e-6)
  assert.ok(Math.abs(share((cell) => age(cell) >= 65) - 0.2) < 1e-6)
  assert.ok(Math.abs(share((cell) => age(cell) === 0) / share((cell) => age(cell) === 1) - 3) < 1e-3)
})

test('drawn people fit every table, and say how well', () => {
  const fit = compareWithMargins(margins, draw(7), 2025)
  assert.deepEqual(fit.map(({ margin: id }) => id), margins.map(({ id }) => id))
  for (const { margin: id, error } of fit) assert.ok(error < (id === 'births' ? 4 : 1), `${id} is off by ${error}`)
  const wrong = compareWithMargins([margin('sex', 'people', ['person.sex'], [['F', 90], ['M', 10]])], draw(7), 2025)
  assert.ok(wrong[0]!.error > 30, 'and a table that they were not fitted to is told')
})

test('the same seed draws the same people, another others', () => {
  const cells = (seed: number) => [...draw(seed, 500).store.columns.get('person.birth_date')!.values]
  assert.deepEqual(cells(3), cells(3))
  assert.notDeepEqual(cells(3), cells(4))
})

test('a household has a grown-up head, no child is a spouse, and each child stands in one list, as its own person', () => {
  const child: Fact = { fact: 'child.birth_date', label: { en: 'born' }, type: 'date', list: true }
  const order: Fact = { fact: 'newborn.order', label: { en: 'order' }, type: 'int', list: true }
  const { store } = drawPeople({ facts: [...facts, child, order], margins, people: 20_000, seed: 5, on: '2026-07-01' })
  const column = (name: string) => store.columns.get(name)!.values
  const bornIn = (list: string, household: number) => Array.from(column(`${list}.birth_date`).slice(column(`household.${list}`)[household], column(`household.${list}`)[household + 1]))
  const grownSince = dayNumber(2008, 6, 1)
  let [minors, grown] = [0, 0]
  for (let household = 0; household < store.households; household += 1) {
    const [from, end] = [column('household.person')[household]!, column('household.person')[household + 1]!]
    const [members, young, old] = [bornIn('person', household), bornIn('newborn', household), bornIn('child', household)]
    const [head] = members
    assert.equal(column('person.role')[from], 0)
    assert.ok(head! <= grownSince, 'the head is grown up')
    assert.equal(column('household.size')[household], end - from - young.length, 'whom a birth is told of is counted in one place')
    assert.deepEqual(young, members.filter((born) => born > grownSince).sort((a, b) => a - b), 'every minor, the eldest first, born when they were as a person')
    assert.ok(old.every((born) => born <= grownSince && born - head! >= 18 * 365 && members.includes(born)))
    const first = column('household.newborn')[household]!
    assert.deepEqual(young.map((_born, at) => column('newborn.order')[first + at]), young.map((_born, at) => old.length + at + 1))
    for (let row = from + 1; row < end; row += 1) if (column('person.role')[row] === 1) assert.ok(column('person.birth_date')[row]! < grownSince)
    minors += young.length
    grown += old.length
  }
  assert.ok(minors > 3_000 && grown > 100, `${minors} ${grown}`)
})

test('a test is told apart by no and yes, and what no table has does not occur', () => {
  const declining: Fact = { fact: 'household.declining', label: { en: 'declining' }, type: 'bool' }
  const joint = margin('declining', 'people', ['household.region', 'household.declining'], [[['north', 'no'], 55], [['north', 'yes'], 0], [['south', 'no'], 30], [['south', 'yes'], 15]])
  const drawn = drawPeople({ facts: [...facts, declining], margins: [...margins, joint], people: 20_000, seed: 3, on: '2026-01-01' })
  const [region, is] = ['household.region', 'household.declining'].map((fact) => drawn.store.columns.get(fact)!.values)
  const count = (where: number, wanted: number) => Array.from(region!).filter((value, at) => value === where && is![at] === wanted).length
  assert.equal(count(0, 1), 0)
  assert.ok(Math.abs(count(1, 1) / (count(1, 0) + count(1, 1)) - 1 / 3) < 0.03)
  assert.ok(compareWithMargins([joint], drawn, 2025)[0]!.error < 1)
})
