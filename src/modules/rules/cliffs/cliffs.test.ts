/** Income cliffs: a law that ends at a limit has one, a law that fades out has none, and packs name theirs. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { build, pageOf, testFacts } from '../test-law.ts'
import { checkCliffs } from './check-cliffs.ts'
import { findCliffs } from './find-cliffs.ts'
import { cliffsFile, generateCliffs } from './generate-cliffs.ts'

const facts = testFacts.map((fact) => (fact.fact === 'person.wage' ? { ...fact, income: 'month' as const } : fact))
const says = 'holds en "yes" fails en "no"'
const shown = (wage: number, expected: string) => `example grant "with ${wage}" on 2026-06-01 given a person wage = ${wage} expect ${expected}`
const find = (rules: string) => {
  assert.deepEqual(build(rules).problems, [], 'a law that can be read')
  return findCliffs({ rules: [pageOf(rules)], facts, holidays: [] })
}
const earned = 'define earned of household: money under §1 = sum of member.wage of members'
const named = { service: 'grant', fact: 'person.wage', upTo: 1_200_000, why: {}, source: { law: {}, article: '§1', asOf: '2026-01-01' } }

test('a limit at which everything ends is a cliff, at its very figure; unnamed it fails the check', () => {
  const found = find(`${earned} rule grant under §1 when household.earned is at most 1,000,000 ${says} pays 100,000 a month ${shown(500_000, 'owed 100,000 a month')}`)
  assert.deepEqual(found.map(({ service, fact, at, loses }) => ({ service, fact, at, loses })), [{ service: 'grant', fact: 'person.wage', at: 1_000_000, loses: 1_199_988 }])
  const [problem] = checkCliffs(found, [])
  assert.match(problem!.message, /grant has an income cliff\. Above person\.wage = 1,000,000 one more loses 1,199,988 a year/)
  assert.ok(problem!.line > 1, 'at the rule')
  assert.deepEqual(checkCliffs(found, [named]), [])
  assert.match(checkCliffs(found, [{ ...named, upTo: 1_000_000 }])[0]!.message, /steeper than the 1,000,000/)
  assert.match(checkCliffs(found, [{ ...named, fact: 'person.pension' }])[0]!.message, /has an income cliff/, 'named along another income it is new')
})

test('what fades out, also in steps of its rounding, is no cliff; nor is a limit that another benefit makes up for', () => {
  assert.deepEqual(find(`${earned} rule grant under §1 when household.in_need is true ${says} pays larger of (500,000 - ((household.earned * 50 %) rounded down to 10), 0) a month
    example grant "in need" on 2026-06-01 given household.in_need = yes given a person wage = 100,000 expect owed 450,000 a month`), [])
  assert.deepEqual(find(`${earned}
    rule grant under §1 when household.earned is at most 1,000,000 ${says} pays 100,000 a month ${shown(500_000, 'owed 100,000 a month')}
    rule rest under §2 when household.earned is over 1,000,000 ${says} pays larger of (100,000 - ((household.earned - 1,000,000) * 30 %) rounded down to 1, 0) a month
    example rest "above" on 2026-06-01 given a person wage = 1,100,000 expect owed 70,000 a month`), [])
})

test('a small fall inside a fading sum is found at its figure', () => {
  const [cliff] = find(`${earned} rule grant under §1 when household.in_need is true ${says}
    pays (larger of (900,000 - ((household.earned * 30 %) rounded down to 1), 0)) + (if household.earned is under 1,234,567 then 20,000 else 0) a month
    example grant "in need" on 2026-06-01 given household.in_need = yes given a person wage = 0 expect owed 920,000 a month`)
  assert.equal(cliff?.at, 1_234_566)
})

for (const name of ['kr', 'farland', 'template']) {
  test(`every cliff of ${name} is named with its reason and law`, () => {
    const pack = loadPack(`packs/${name}`)
    assert.deepEqual(checkCliffs(findCliffs(pack), pack.cliffs), [])
  })
}

test('the published list is the one that the packs have', () => { assert.equal(readFileSync(cliffsFile, 'utf8'), generateCliffs()) })
