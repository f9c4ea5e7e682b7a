/** One text, several outputs, equal for ever: random people are reckoned one by one, in columns and in SQL, to the smallest unit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import type { FactSet } from './contract.ts'
import { openLaw } from './evaluate/open-law.ts'
import { buildIr } from './ir/build-ir.ts'
import type { Ir } from './ir/ir.ts'
import { readRules } from './language/read-rules.ts'
import { drawPeople } from './people/draw-people.ts'
import { marginsOf } from './people/margins.ts'
import { alone } from './population/crew.ts'
import { prepare } from './population/prepare.ts'
import { resultsOf } from './population/results-of.ts'
import { runPopulation } from './population/run-population.ts'
import { openTables } from './sql/open-tables.ts'
import { writeQueries } from './sql/write-query.ts'
import { agreeInColumns, agreeInSql, holidays } from './test-agreement.ts'
import { everyConstruct } from './test-everything.ts'
import { drawFacts } from './test-families.ts'
import { build, testFacts } from './test-law.ts'

const ranges = [{ min: 0, max: 9_000_000 }, { min: 2 ** 24, max: 2 ** 25 }, { min: 2 ** 31, max: 2 ** 40 }, { min: -5_000_000, max: 5 }]
const amount = fc.oneof(...ranges.map((range) => fc.integer(range)))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
const anyDay = fc.date({ min: new Date('1920-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const family: fc.Arbitrary<FactSet> = fc.record({
  person: fc.array(fc.record({
    role: maybe(fc.constantFrom('head', 'spouse', 'child', 'other')), birth_date: maybe(anyDay), disabled: maybe(fc.boolean()), wage: maybe(amount), pension: maybe(amount),
  }), { maxLength: 5 }),
  household: fc.record({ region: maybe(fc.constantFrom('seoul', 'busan', 'jeju')), rent: maybe(amount), in_need: maybe(fc.boolean()) }),
})

const every = build(everyConstruct)
const law = openLaw(every.ir!, holidays)

test('every construct of the language gives the same one by one and in columns', async () => {
  assert.deepEqual(every.problems, [])
  await fc.assert(fc.asyncProperty(fc.array(family, { minLength: 1, maxLength: 30 }), async (families) => { await agreeInColumns({ law, facts: testFacts, families }) }), { numRuns: 60 })
})

test('nothing times less than nothing is nothing, without a sign', async () => {
  const person = [{ role: 'head', birth_date: '1970-01-01', disabled: false, wage: 0, pension: -1 }]
  await agreeInColumns({ law, facts: testFacts, families: [{ person, household: { region: 'seoul', rent: 2_147_483_648, in_need: false } }, { person: [], household: { region: null, rent: 0, in_need: false } }] })
})

/** A query takes its time to be planned: many families at once, and the first that differs is told as it is. */
const many = { minLength: 500, maxLength: 500, size: 'max' } as const
const inSql = { numRuns: 1, endOnFailure: true }

test('every construct of the language gives the same one by one and in SQL', async () => {
  await fc.assert(fc.asyncProperty(fc.array(family, many), async (families) => {
    const { aside } = await agreeInSql({ law, facts: testFacts, families })
    assert.ok(aside < families.length / 2, `${aside} of ${families.length} were not answered in SQL`)
  }), inSql)
})

for (const name of ['kr', 'farland']) {
  const pack = loadPack(`packs/${name}`)
  const { ir, problems } = buildIr(readRules(pack), pack.facts)
  const own = openLaw(ir, pack.holidays)
  const { facts } = pack
  test(`the law of ${name} gives the same one by one and in columns`, async () => {
    assert.deepEqual(problems, [])
    await fc.assert(fc.asyncProperty(fc.array(drawFacts(pack, 0.15), { minLength: 1, maxLength: 30 }), async (families) => { await agreeInColumns({ law: own, facts, families }) }), { numRuns: 40 })
  })
  test(`whom ${name} draws nobody need be answered one by one`, async () => {
    const { store } = drawPeople({ facts, margins: marginsOf(pack), people: 3_000, seed: 1, on: '2026-05-01' })
    const asked = resultsOf(ir)
    const all = openLaw(asked.ir, pack.holidays)
    const question = { wanted: asked.results, day: { on: '2026-05-01', knownAt: '2026-05-01' }, given: new Map() }
    const { aside } = await runPopulation(prepare(all, pack.holidays, store.columns, question), all, store, alone)
    assert.equal(aside, 0, 'a kernel that sets everybody aside is right, and a thousand times too slow')
    await using tables = await openTables(store, 512)
    const inSql = writeQueries(all, pack.holidays, { ...question, ...tables }).queries.find(({ list }) => list === null)!
    const left = (await tables.connection.runAndReadAll(`SELECT count(*) FILTER (WHERE aside) FROM (${inSql.sql})`)).getRowsJS()
    assert.deepEqual(left, [[0n]])
  })
  test(`the law of ${name} gives the same one by one and in SQL`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(drawFacts(pack, 0.15), many), async (families) => {
      const { aside } = await agreeInSql({ law: own, facts, families })
      assert.ok(aside < families.length * 0.6, `${aside} of ${families.length} were not answered in SQL`)
    }), inSql)
  })
}

test('a law that differs by one won, one day or one unknown is found out in columns and in SQL', async () => {
  const families = fc.sample(family, { numRuns: 200, seed: 1 })
  const told = (bend: (node: Ir['nodes'][number]) => Ir['nodes'][number]) => openLaw({ ...every.ir!, nodes: every.ir!.nodes.map(bend) }, holidays)
  const bent = {
    won: told((node) => (node.op === 'round' && node.unit === 1 ? { ...node, direction: 'up' } : node)),
    day: told((node) => (node.op === 'shift' ? { ...node, back: !node.back } : node)),
    unknown: told((node) => (node.op === 'and' ? { ...node, op: 'or' } : node)),
  }
  for (const [what, other] of Object.entries(bent)) {
    await assert.rejects(agreeInColumns({ law, facts: testFacts, families, told: other }), assert.AssertionError, what)
    await assert.rejects(agreeInSql({ law, facts: testFacts, families, told: other }), assert.AssertionError, what)
  }
})
