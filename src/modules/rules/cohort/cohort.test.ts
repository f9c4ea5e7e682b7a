/** Cohorts: a condition over rules and facts, counted in SQL, the same as asking everybody one by one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { makeValues } from '../columns/column-header.ts'
import { openStore, type ColumnStore } from '../columns/store.ts'
import type { FactSet } from '../contract.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { createRules } from '../index.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'
import { columnsOf } from '../columns/columns-of-families.ts'
import { drawFacts } from '../test-families.ts'
import { pageOf, testFacts } from '../test-law.ts'
import { askCohort, type CohortQuestion } from './ask-cohort.ts'
import { CohortFault, type Cohort } from './cohort-law.ts'

const says = 'holds en "yes" fails en "no"'
const law = {
  facts: testFacts, holidays: [], rules: [pageOf(`
    define income of household: money = sum of member.wage of members
    define rich of person: bool = person.wage is over 3,000,000,000
    rule grant for each person where person.role is 'child' under §1 when household.in_need is true ${says} pays 100 a month
    rule aid under §2 when household.income is under 3,000,000 ${says} pays household.rent a month`)],
}
const family = (region: string | null, in_need: boolean | null, wages: (number | null)[], roles = ['head', 'child'], rent: number | null = 5): FactSet =>
  ({ household: { region, in_need, rent }, person: wages.map((wage, index) => ({ wage, role: roles[index]! })) })
const families = [
  family('seoul', true, [1_000_000, 0]), family('seoul', true, [4_000_000_000, 0]), family('busan', null, [1_000_000, 0]), family('busan', false, [null, 0]),
  family(null, true, [2 ** 53 - 1, 2 ** 53 - 1]), family('jeju', true, [2_000_000, 900_000], ['head', 'child'], 2 ** 40),
]
const none: Cohort = { of: 'household', where: [], owed: [], notOwed: [], receiving: [], notReceiving: [], by: [], sums: [] }
const day = { on: '2026-05-01', knownAt: '2026-05-01', given: new Map() }
const ask = (cohort: Partial<Cohort>, store: ColumnStore = columnsOf(families, testFacts), pack: CohortQuestion['pack'] = law) =>
  askCohort({ pack, cohort: { ...none, ...cohort }, ...day }, { columns: new Set(store.columns.keys()), lists: new Set(['person', 'newborn', 'child'].filter((list) => store.columns.has(`household.${list}`))), load: () => Promise.resolve({ store, reports: [] }), namesOf: (households) => Promise.resolve([...households]) })

test('what is known, what is not, and amounts above 2^31 are counted to the unit', async () => {
  const { holds, fails, unknown, sums, groups, aside, reports } = await ask({ where: ['household.income is under 3,000,000'], by: ['household.region'], sums: ['household.aid.month'] })
  // Of the fifth household the sum of wages overflows: it is told, and counted as not known.
  assert.deepEqual([holds, fails, unknown, aside], [3, 1, 2, 1])
  assert.deepEqual(sums, [{ name: 'household.aid.month', sum: String(10 + 2 ** 40), unknown: 0 }])
  assert.deepEqual(groups.map(({ key, holds: own }) => [key[0], own]), [['busan', 1], ['jeju', 1], ['seoul', 1], [null, 0]])
  assert.equal(reports.length, 1)
  assert.match(JSON.stringify(reports[0]), /"household":4,"fault":"overflow"/)
})

test('owed one thing and not another; of persons', async () => {
  assert.deepEqual(Object.entries(await ask({ owed: ['grant'], notOwed: ['aid'] })).slice(2, 5), [['holds', 1], ['fails', 4], ['unknown', 1]])
  const persons = await ask({ of: 'person', where: ['person.rich is true'], owed: ['aid'] })
  assert.deepEqual([persons.holds, persons.fails + persons.unknown], [0, 12])
})

test('entitled and not receiving', async () => {
  const store = columnsOf(families, testFacts)
  const values = makeValues('u8', 12)
  values.set([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  const received = { header: { entity: 'person', name: 'grant.received', type: 'bool', storage: 'u8', rows: 12, min: 0, max: 1, holes: 0 } as const, values }
  const people = openStore([...store.columns.values(), received])
  assert.equal((await ask({ owed: ['grant'] }, people)).holds, 4)
  assert.equal((await ask({ owed: ['grant'], notReceiving: ['grant'] }, people)).holds, 3)
  await assert.rejects(ask({ receiving: ['grant'] }), /no column household\.grant\.received or person\.grant\.received/)
})

test('a question that makes no sense says where', async () => {
  const refused = (cohort: Partial<Cohort>, message: RegExp) => assert.rejects(ask(cohort), (fault) => fault instanceof CohortFault && message.test(fault.message))
  await refused({}, /needs a condition/)
  await refused({ where: ["household.region is 'seoul'", 'household.rentt is over 3'] }, /“household\.rentt is over 3”, sign 1: .*rentt/)
  await refused({ where: ['household.rent is ovr 3'] }, /“household\.rent is ovr 3”, sign \d+/)
  await refused({ owed: ['grunt'] }, /no rule for grunt\. Meant: grant/)
  await refused({ owed: ['grant'], by: ['person.role'] }, /is of each person, and the cohort counts each household/)
  await refused({ owed: ['grant'], sums: ['household.income.month'] }, /is no amount/)
})

test('random families of Korea: a cohort counts whom the answers one by one name', async () => {
  const pack = loadPack('packs/kr')
  const [rules, korea] = [createRules(pack), openLaw(irOfPack(pack), pack.holidays)]
  const drawn = fc.sample(drawFacts(pack, 0.15), 150)
  const store = columnsOf(drawn, pack.facts)
  const regions = ['seoul', 'busan', 'jeju', 'gyeonggi', 'gangwon']
  const { holds, fails, unknown } = await ask({ owed: ['child-allowance'], where: [`household.region is one of ${regions.map((region) => `'${region}'`).join(', ')}`] }, store, pack)
  const { granted } = korea.ir.rules.find(({ service }) => service === 'child-allowance')!
  const expected = { holds: 0, fails: 0, unknown: 0 }
  for (const facts of drawn) {
    const { region } = facts['household'] as { region: string | null }
    const lives = region === null ? null : regions.includes(region)
    const owed = korea.within(facts, { on: '2026-05-01' }, (run) => run.members('newborn')!.map((frame) => korea.reads[granted]!(frame)))
    const any = owed.includes(true) ? true : owed.includes(null) ? null : false
    if (rules.contradictions({ facts, on: '2026-05-01' }).length > 0) expected.unknown += 1
    else expected[lives === false || any === false ? 'fails' : lives && any ? 'holds' : 'unknown'] += 1
  }
  assert.deepEqual({ holds, fails, unknown }, expected)
})
