/** Parquet in and out: the same answers as from column files, exact amounts, and every broken row told. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { ColumnFault } from '../columns/column-header.ts'
import { loadStore } from '../columns/store.ts'
import { writeColumn } from '../columns/write-column.ts'
import { marginsOf } from '../people/margins.ts'
import { writePopulation } from '../people/write-population.ts'
import { runColumns } from '../population/run-columns.ts'
import { openDuck, type Duck } from '../sql/open-duck.ts'
import { pageOf, testFacts } from '../test-law.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-parquet-'))
after(() => rmSync(folder, { recursive: true }))
const day = { on: '2026-05-01', knownAt: '2026-05-01', given: new Map(), only: [] }
const pack = {
  facts: testFacts, holidays: [], rules: [pageOf(`
    define half of person: money = (person.wage * 50 %) rounded half up to 1
    define income of household: money = sum of member.wage of members
    contradiction of household when household.rent is under 0 says en "Rent below zero."
    rule grant for each person where person.role is 'child' under §1 when household.in_need is true holds en "yes" fails en "no" pays 100 a month`)],
}

async function withDuck<T>(use: (duck: Duck) => Promise<T>): Promise<T> {
  await using duck = await openDuck(512, 'files')
  return await use(duck)
}
/** One file from rows in SQL. */
const parquet = (name: string, file: string, rows: string) => {
  mkdirSync(join(folder, name), { recursive: true })
  return withDuck(({ connection }) => connection.run(`COPY (${rows}) TO '${join(folder, name, file)}' (FORMAT parquet)`))
}
const rowsOf = (name: string, file: string) => withDuck(async ({ connection }) => (await connection.runAndReadAll(`SELECT * FROM read_parquet('${join(folder, name, file)}')`)).getRowObjectsJson())
const broken = (name: string) => readFileSync(join(folder, name, 'broken.jsonl'), 'utf8').trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>)

test('amounts above 2^24, 2^31 and 2^40 go in and come out whole, whatever number holds them; rows keep their names', async () => {
  await parquet('exact', 'household.parquet', "SELECT * FROM (VALUES ('B', TRUE, 5::DECIMAL(12,2)), ('A', NULL, 7.00)) t(household, in_need, rent)")
  await parquet('exact', 'person.parquet', `SELECT * FROM (VALUES ('p1', 'A', 'head', 16777217::HUGEINT), ('p2', 'B', 'head', 2147483649), ('p3', 'A', 'child', 1099511627779), ('p4', 'B', 'child', 9007199254740991)) t(person, household, role, wage)`)
  const { reports, missing, format } = await runColumns({ ...day, pack, columns: join(folder, 'exact'), out: join(folder, 'exact-out') })
  assert.deepEqual([reports, missing, format], [1, [], 'parquet'])
  assert.deepEqual(await rowsOf('exact-out', 'household.parquet'), [
    { household: 'B', income: null, 'benefits.year': '1200' }, { household: 'A', income: '1099528404996', 'benefits.year': null },
  ])
  assert.deepEqual(await rowsOf('exact-out', 'person.parquet'), [
    { household: 'B', row: '1', person: 'p2', half: '1073741825', grant: false, 'grant.month': '0' }, { household: 'B', row: '3', person: 'p4', half: '4503599627370496', grant: true, 'grant.month': '100' },
    { household: 'A', row: '0', person: 'p1', half: '8388609', grant: false, 'grant.month': '0' }, { household: 'A', row: '2', person: 'p3', half: '549755813890', grant: null, 'grant.month': null },
  ])
  assert.deepEqual(broken('exact-out'), [{ household: 'B', fault: 'overflow', message: 'household.income: a number leaves ±(2^53 − 1), or a date the years 1600 to 2399' }])
})

test('every broken row is told by its row, and the others have their answer', async () => {
  await parquet('broken', 'household.parquet', 'SELECT * FROM (VALUES (1, 10.5::DOUBLE), (2, 20), (NULL, 30), (2, 40), (3, -1), (4, 1e300)) t(household, rent)')
  await parquet('broken', 'person.parquet', "SELECT * FROM (VALUES (1, 'head', 5::BIGINT, DATE '1990-01-01'), (9, 'head', 6, NULL), (2, 'king', 7, DATE '2500-01-01'), (NULL, 'child', 8, NULL), (2, 'child', 9007199254740992, NULL)) t(household, role, wage, birth_date)")
  await runColumns({ ...day, pack, columns: join(folder, 'broken'), out: join(folder, 'broken-out'), only: ['income', 'half', 'grant'] })
  assert.deepEqual(broken('broken-out'), [
    { file: 'household.parquet', row: 2, problem: 'does not say which household it is' },
    { file: 'household.parquet', row: 3, problem: 'is household 2 again, which stands in row 1: the first counts' },
    { household: '1', cell: { entity: 'household', column: 'rent', row: 0, value: '10.5', problem: 'is no whole number within ±(2^53 − 1)' } },
    { household: '4', cell: { entity: 'household', column: 'rent', row: 5, value: '1e+300', problem: 'is no whole number within ±(2^53 − 1)' } },
    { file: 'person.parquet', row: 1, problem: 'belongs to household 9, which household.parquet does not have' },
    { file: 'person.parquet', row: 3, problem: 'does not say to which household it belongs' },
    { household: '2', cell: { entity: 'person', column: 'role', row: 2, value: 'king', problem: 'is a code that the fact does not have' } },
    { household: '2', cell: { entity: 'person', column: 'wage', row: 4, value: '9007199254740992', problem: 'is no whole number within ±(2^53 − 1)' } },
    { household: '3', fault: 'contradiction', message: 'law.md:8:5: No household is like this.' },
  ])
  assert.deepEqual((await rowsOf('broken-out', 'household.parquet')).map(({ household, income }) => [household, income]), [[1, '5'], [2, null], [3, null], [4, '0']])
})

test('files that do not fit are refused before anything is reckoned', async () => {
  const refused = (name: string, message: RegExp) => assert.rejects(runColumns({ ...day, pack, columns: join(folder, name), out: join(folder, 'none') }), (fault) => fault instanceof ColumnFault && message.test(fault.message))
  await parquet('typed', 'household.parquet', 'SELECT 1 AS household, TRUE AS rent')
  await refused('typed', /household\.parquet: the column rent is BOOLEAN, and household\.rent is money/)
  await parquet('nameless', 'household.parquet', 'SELECT 1 AS house')
  await refused('nameless', /has no column household/)
  await parquet('alone', 'person.parquet', 'SELECT 1 AS household')
  await refused('alone', /household\.parquet is not there/)
  await parquet('two', 'household.parquet', 'SELECT 1 AS household')
  await parquet('two', 'person.parquet', "SELECT '1' AS household")
  await refused('two', /is VARCHAR, and household\.parquet has INTEGER/)
  await parquet('cut', 'household.parquet', 'SELECT 1 AS household')
  writeFileSync(join(folder, 'cut', 'household.parquet'), readFileSync(join(folder, 'cut', 'household.parquet')).subarray(0, 40))
  await refused('cut', /is no Parquet file, or is damaged/)
  await parquet('both', 'household.parquet', 'SELECT 1 AS household')
  writeColumn(join(folder, 'both'), { entity: 'household', name: 'in_need', type: 'bool' }, Uint8Array.of(1))
  await refused('both', /holds Parquet files and column files/)
})

test('a population of Korea: from Parquet as from columns, and out again', async () => {
  const kr = loadPack('packs/kr')
  const order = { facts: kr.facts, margins: marginsOf(kr), people: 400, seed: 1, on: day.on }
  const [columns, files] = [join(folder, 'kr-columns'), join(folder, 'kr-parquet')]
  await writePopulation(order, columns)
  await writePopulation(order, files, 'parquet')
  const run = (from: string, out: string) => runColumns({ ...day, pack: kr, columns: from, out: join(folder, out), format: 'columns' })
  const [one, other] = [await run(columns, 'kr-1'), await run(files, 'kr-2')]
  assert.deepEqual({ ...other, reports: 0 }, { ...one, reports: 0 })
  assert.ok(one.columns.some(({ unknown, rows }) => unknown < rows / 2))
  // How wide a result is stored follows from what is known of its source; the numbers do not.
  for (const [name, { values }] of loadStore(join(folder, 'kr-1')).columns) assert.deepEqual(Array.from(loadStore(join(folder, 'kr-2')).columns.get(name)!.values), Array.from(values), name)
})
