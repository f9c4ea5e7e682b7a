import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadStore } from '../columns/store.ts'
import { writeColumn } from '../columns/write-column.ts'
import { pageOf, testFacts } from '../test-law.ts'
import { parseGiven } from './parse-given.ts'
import { runColumns } from './run-columns.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-run-'))
after(() => rmSync(folder, { recursive: true }))
const says = 'holds en "yes" fails en "no"'
const pack = {
  facts: testFacts, holidays: [], rules: [pageOf(`
    define income of household: money = sum of member.wage of members
    rule grant for each person where person.role is 'child' under §1 when household.in_need is true ${says}
      pays 100 a month from person.birth_date until 2 years after person.birth_date pays 7 a month pays 50 once`)],
}

/** Two households: a parent with a child of 2025, and a parent whose code is broken with a child of 2020. */
function writePeople(columns: string) {
  writeColumn(columns, { entity: 'household', name: 'person', type: 'members' }, Int32Array.of(0, 2, 4))
  writeColumn(columns, { entity: 'household', name: 'in_need', type: 'bool' }, Uint8Array.of(1, 1))
  writeColumn(columns, { entity: 'person', name: 'role', type: 'code', codes: ['head', 'child'] }, Uint8Array.of(0, 1, 7, 1))
  writeColumn(columns, { entity: 'person', name: 'birth_date', type: 'date' }, Int32Array.of(0, 20_200, 0, 18_300))
  writeColumn(columns, { entity: 'person', name: 'wage', type: 'money' }, Float64Array.of(2 ** 33, 0, 5, 0))
}

test('a folder of columns becomes a folder of columns; what runs on the day is paid, and broken rows are told', async () => {
  const [columns, out] = [join(folder, 'people'), join(folder, 'out')]
  writePeople(columns)
  const { columns: summaries, reports, missing } = await runColumns({ pack, columns, out, on: '2026-05-01', knownAt: '2026-05-01', given: new Map(), only: [] })
  assert.deepEqual(summaries, [
    { column: 'household.income', rows: 2, unknown: 0, sum: 2 ** 33 + 5 },
    { column: 'person.grant', rows: 4, unknown: 1, holds: 2 },
    { column: 'person.grant.month', rows: 4, unknown: 1, sum: 107 + 7 },
    { column: 'person.grant.once', rows: 4, unknown: 1, sum: 100 },
    { column: 'household.benefits.year', rows: 2, unknown: 1, sum: 107 * 12 },
  ])
  assert.deepEqual([reports, missing], [1, []])
  assert.equal(readFileSync(join(out, 'broken.jsonl'), 'utf8'), '{"household":1,"cell":{"entity":"person","column":"role","row":2,"value":7,"problem":"is no place in the list of 2 codes"}}\n')
  const month = loadStore(out).columns.get('person.grant.month')!
  assert.deepEqual([...month.values].slice(0, 2), [0, 107])
})

test('a rule for each person that asks the household alone is granted to each person', async () => {
  const [columns, out] = [join(folder, 'people'), join(folder, 'each')]
  writePeople(columns)
  const each = { ...pack, rules: [pageOf(`rule grant for each person under §1 when household.in_need is true ${says} pays 100 a month`)] }
  const { columns: [granted, paid, benefits] } = await runColumns({ pack: each, columns, out, on: '2026-05-01', knownAt: '2026-05-01', given: new Map(), only: [] })
  assert.deepEqual([granted!.rows, granted!.holds, paid!.rows, paid!.sum, benefits!.sum], [4, 4, 4, 400, 4_800])
})

test('one service alone, a fact for everybody, and what is not there is said', async () => {
  const columns = join(folder, 'few')
  writeColumn(columns, { entity: 'household', name: 'person', type: 'members' }, Int32Array.of(0, 1))
  writeColumn(columns, { entity: 'person', name: 'role', type: 'code', codes: ['child'] }, Uint8Array.of(0))
  const given = parseGiven(['household.in_need=yes'], testFacts)
  const run = (only: string[]) => runColumns({ pack, columns, out: join(folder, 'few-out'), on: '2026-05-01', knownAt: '2026-05-01', given, only })
  const { columns: summaries, missing } = await run(['grant'])
  assert.deepEqual(summaries.map(({ column, unknown }) => [column, unknown]), [['person.grant', 0], ['person.grant.month', 1], ['person.grant.once', 0]])
  assert.deepEqual(missing, ['person.birth_date'])
  await assert.rejects(run(['grunt']), /decides no grunt/)
})

test('of a list that nobody delivers nobody is answered, and that is said', async () => {
  const columns = join(folder, 'no-list')
  writeColumn(columns, { entity: 'household', name: 'in_need', type: 'bool' }, Uint8Array.of(1))
  const { columns: summaries, missing } = await runColumns({ pack, columns, out: join(folder, 'no-list-out'), on: '2026-05-01', knownAt: '2026-05-01', given: new Map(), only: [] })
  assert.deepEqual(summaries.map(({ column, unknown }) => [column, unknown]), [['household.income', 1], ['household.benefits.year', 1]])
  assert.deepEqual(missing, ['household.person', 'person.role', 'person.birth_date', 'person.wage'])
})

test('a given fact that does not fit is refused', () => {
  assert.throws(() => parseGiven(['household.in_need=perhaps'], testFacts), /perhaps is no bool/)
  assert.throws(() => parseGiven(['household.rent='], testFacts), /is no money/)
  assert.throws(() => parseGiven(['household.region=paris'], testFacts), /one of seoul, busan, jeju/)
  assert.throws(() => parseGiven(['household.colour=red'], testFacts), /is no fact of the pack/)
})
