/** Everybody through the front door of the columns: exact amounts, broken rows, threads. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeValues, type ColumnHeader, type ColumnType } from '../columns/column-header.ts'
import { openStore, type Column, type ColumnStore } from '../columns/store.ts'
import { measure } from '../columns/write-column.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { KernelFault } from '../kernels/kernel-fault.ts'
import { build } from '../test-law.ts'
import { alone, createCrew, type Crew } from './crew.ts'
import { prepare } from './prepare.ts'
import { runBlocks } from './run-blocks.ts'
import { runPopulation } from './run-population.ts'

const day = { on: '2026-05-01', knownAt: '2026-05-01' }

function lawOf(rules: string) {
  const { ir, problems } = build(rules)
  assert.deepEqual(problems, [])
  return openLaw(ir!, [])
}

/** @param columns by `entity.name`: type and cells; u8 for codes and bools, i32 for dates, f64 for amounts */
function storeOf(first: number[], columns: Record<string, { type: ColumnType; cells: number[]; codes?: string[]; holes?: number }>): ColumnStore {
  const column = (name: string, type: ColumnType, cells: number[], more: object = {}): Column => {
    const storage = type === 'bool' || type === 'code' ? 'u8' : type === 'money' || type === 'int' ? 'f64' : 'i32'
    const values = makeValues(storage, cells.length)
    values.set(cells)
    const [entity, of] = name.split('.') as [string, string]
    const header: ColumnHeader = { entity, name: of, type, storage, rows: cells.length, ...measure(values, Number.NaN), holes: 0, ...more }
    return { header, values }
  }
  const members = column('household.person', 'members', first)
  return openStore([members, ...Object.entries(columns).map(([name, { type, cells, ...more }]) => column(name, type, cells, more))])
}

async function run(rules: string, store: ColumnStore, crew: Crew = alone) {
  const law = lawOf(rules)
  const wanted = law.ir.variables.map(({ entity, name, node }) => ({ name: `${entity}.${name}`, node }))
  const { results, reports, aside } = await runPopulation(prepare(law, [], store.columns, { wanted, day, given: new Map() }), law, store, crew)
  return { reports, aside, of: (name: string) => [...results.get(name)!.values] }
}

test('amounts above 2^24 and 2^31 are whole, and nobody answers them one by one', async () => {
  const wages = [16_777_217, 50_000_001, 2 ** 31 + 1, 2 ** 40 + 3, 9_007_199_254_740]
  const { of, aside } = await run(`
    define half of person: money = (person.wage * 50 %) rounded half up to 1
    define kept of person: money = person.wage - person.half
    define all of household: money = sum of member.wage of members`, storeOf([0, 2, 5], { 'person.wage': { type: 'money', cells: wages } }))
  assert.deepEqual(of('person.half'), wages.map((wage) => Number((BigInt(wage) + 1n) / 2n)))
  assert.deepEqual(of('person.kept'), wages.map((wage) => Number(BigInt(wage) / 2n)))
  assert.deepEqual(of('household.all'), [66_777_218, 2 ** 31 + 1 + 2 ** 40 + 3 + 9_007_199_254_740])
  assert.equal(aside, 0)
})

test('an overflow is reported where it is, and the others have their answer', async () => {
  const { of, reports } = await run(`
    define squared of person: int = age of person.birth_date * 1
    define twice of person: money = person.wage + person.wage`, storeOf([0, 2, 3], {
    'person.wage': { type: 'money', cells: [1, 2 ** 52, 3] }, 'person.birth_date': { type: 'date', cells: [0, 0, 0] },
  }))
  assert.deepEqual(of('person.twice'), [2, Number.NaN, 6])
  assert.deepEqual(of('person.squared'), [56, 56, 56])
  assert.deepEqual(reports.map((report) => ('fault' in report ? [report.household, report.fault] : null)), [[0, 'overflow']])
})

test('a sum that leaves the whole numbers and comes back is no answer', async () => {
  const most = Number.MAX_SAFE_INTEGER
  const { of, reports } = await run('define sum of household: money = sum of member.wage of members', storeOf([0, 4, 5], {
    'person.wage': { type: 'money', cells: [most, most, -most, -most, 3] },
  }))
  assert.deepEqual(of('household.sum'), [Number.NaN, 3])
  assert.equal(reports.length, 1)
})

test('broken cells are reported by row, count as unknown, and stop nobody', async () => {
  const { of, reports } = await run(`
    define years of person: int = age of person.birth_date
    define minor of person: bool = person.role is 'child'
    define frail of person: bool = person.disabled is true
    define whole of person: money = person.wage + 0`, storeOf([0, 2, 4, 5], {
    'person.birth_date': { type: 'date', cells: [0, 900_000, 0, 0, -2_147_483_648] },
    'person.role': { type: 'code', cells: [0, 1, 9, 1, 1], codes: ['head', 'child'] },
    'person.disabled': { type: 'bool', cells: [1, 0, 7, 0, 0] },
    'person.wage': { type: 'money', cells: [1, 2, 3, 0.5, 5] },
  }))
  assert.deepEqual(of('person.years'), [56, -2_147_483_648, 56, 56, -2_147_483_648])
  assert.deepEqual(of('person.minor'), [0, 1, 255, 1, 1])
  assert.deepEqual(of('person.frail'), [1, 0, 255, 0, 0])
  assert.deepEqual(of('person.whole'), [1, 2, 3, Number.NaN, 5])
  assert.deepEqual(reports.map((report) => ('cell' in report ? [report.household, report.cell.column, report.cell.row] : null)), [
    [0, 'birth_date', 1], [1, 'role', 2], [1, 'disabled', 2], [1, 'wage', 3], [2, 'birth_date', 4],
  ])
})

test('a household that cannot be has no answer, and is reported', async () => {
  const { of, reports } = await run(`
    define income of household: money = sum of member.wage of members
    contradiction of household when count of members where member.role is 'head' is over 1 says en "Two heads."`, storeOf([0, 2, 3], {
    'person.wage': { type: 'money', cells: [1, 2, 3] }, 'person.role': { type: 'code', cells: [0, 0, 0], codes: ['head'] },
  }))
  assert.deepEqual(of('household.income'), [Number.NaN, 3])
  assert.deepEqual(reports.map((report) => ('fault' in report ? [report.household, report.fault] : null)), [[0, 'contradiction']])
})

test('a column of another type is refused', async () => {
  await assert.rejects(run('define twice of person: money = person.wage + person.wage', storeOf([0, 1], { 'person.wage': { type: 'date', cells: [1] } })), KernelFault)
})

test('what is only counted is counted of those too whom the kernels set aside', async () => {
  const law = lawOf(`
    define rich of person: bool = person.wage is over 100
    define twice of person: money = person.wage + person.wage`)
  const store = storeOf([0, 2, 4], { 'person.wage': { type: 'money', cells: [1, 2 ** 52, 300, 0.5] } })
  const wanted = law.ir.variables.map(({ name, node }) => ({ name, node, tally: true }))
  const { tallies, aside } = await runPopulation(prepare(law, [], store.columns, { wanted, day, given: new Map() }), law, store, alone)
  const told = (name: string) => { const { holds, unknown, sum } = tallies.get(name)!; return { holds, unknown, sum } }
  assert.deepEqual(told('rich'), { holds: 2, unknown: 1, sum: 0n })
  assert.deepEqual(told('twice'), { holds: 2, unknown: 2, sum: 602n })
  assert.equal(aside, 2)
})

test('whom one kernel sets aside no other counts', () => {
  const shared = { columns: [], outputs: [], tables: [], tallies: 1 }
  const counting = 'let n = 0; for (let h = from; h < to; h += 1) n += 1; counts[0] += n; sums[0] += BigInt(n) * 10n; return 0'
  const setting = 'let aside = 0; for (let h = from; h < to; h += 1) if (h % 4 === 1) { marks[h] = 1; aside += 1 } else counts[0] += 1; return aside'
  const marks = new Uint8Array(new SharedArrayBuffer(10))
  const { aside, counts, sums } = runBlocks({ kernels: [{ source: counting, ...shared }, { source: setting, ...shared }], households: 10, block: 4, taken: new Int32Array(new SharedArrayBuffer(4)), marks })
  assert.equal(aside, 3)
  assert.deepEqual(counts.map(([count]) => count), [7, 7])
  assert.deepEqual(sums.map(([sum]) => sum), [70n, 0n])
})

test('rules that ask the same of the household stand behind one test, and count as they do alone', async () => {
  const law = lawOf(`
    define one of person: bool = household.rent is over 10 and person.wage is over 100
    define two of person: bool = person.wage is over 200 and household.rent is over 10
    define three of person: bool = household.rent is over 10 and household.rent is under 40 and person.wage is under 150
    define four of person: bool = person.wage is over 100`)
  const store = storeOf([0, 2, 4, 5], { 'person.wage': { type: 'money', cells: [1, 150, 300, 120, 500] }, 'household.rent': { type: 'money', cells: [20, 50, 5] } })
  const count = async (tally: boolean) => {
    const wanted = law.ir.variables.map(({ name, node }) => ({ name, node: law.ir.nodes[node]!.args[0]!, tally }))
    const prepared = prepare(law, [], store.columns, { wanted, day, given: new Map() })
    const { tallies, results } = await runPopulation(prepared, law, store, alone)
    return { source: prepared.kernels[0]!.source, counts: wanted.map(({ name }) => tallies.get(name)?.holds ?? results.get(name)!.values.filter((value) => value === 1).length) }
  }
  const [counted, columns] = [await count(true), await count(false)]
  assert.deepEqual(counted.counts, [3, 1, 1, 4])
  assert.deepEqual(counted.counts, columns.counts)
  assert.match(counted.source, /^if \(v\d+\) \{$/m)
})

test('threads give what one gives', async () => {
  const households = 40_000
  const cells = Array.from({ length: households * 2 }, (_, row) => (row * 7919) % 3_000_017)
  const store = storeOf(Array.from({ length: households + 1 }, (_, household) => household * 2), { 'person.wage': { type: 'money', cells } })
  const rules = 'define income of household: money = sum of member.wage of members\ndefine part of person: money = (person.wage * 33.3 %) rounded half up to 10'
  await using crew = createCrew(2)
  const [one, many] = [await run(rules, store), await run(rules, store, crew)]
  assert.deepEqual(many.of('household.income'), one.of('household.income'))
  assert.deepEqual(many.of('person.part'), one.of('person.part'))
  assert.equal(one.of('household.income')[39_999], cells.at(-1)! + cells.at(-2)!)
})
