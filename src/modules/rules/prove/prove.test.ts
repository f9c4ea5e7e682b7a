/** Each kind of proof has a law that must fail, and one beside it that must not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { build, pageOf, testFacts } from '../test-law.ts'
import { proveLaw } from './prove-law.ts'
import { openProver, type Prover } from './prover.ts'

const says = 'holds en "yes" fails en "no"'
let prover: Prover
before(async () => { prover = await openProver() })
after(() => prover[Symbol.dispose]())
const prove = async (rules: string) => {
  assert.deepEqual(build(rules).problems, [], 'a law that can be read')
  return (await proveLaw({ rules: [pageOf(rules)], facts: testFacts, holidays: [] }, '2026-06-01', prover)).map(({ message, line }) => ({ message, line }))
}
const need = `when household.in_need is true ${says}`

const laws: [kind: string, wrong: string, expected: RegExp, right: string][] = [
  ['exceptions that contradict each other',
    `define limit of person: money under §1 = 100
     exception old to person.limit under §2 when age of person.birth_date is over 64 = 200
     exception poor to person.limit under §3 when person.wage is under 1,000 = 300`, /Two exceptions to person\.limit can apply together.*a person .*birth_date = 19\d\d-.*/,
    `define limit of person: money under §1 = 100
     exception old to person.limit under §2 when age of person.birth_date is over 64 = 200
     exception young to person.limit under §3 when age of person.birth_date is under 18 = 300`],
  ['exceptions to a service that contradict each other',
    `rule grant under §1 ${need} pays 10 a month
     exception rich to grant under §2 when sum of member.wage of members is over 1,000 ${says} refuses
     exception large to grant under §3 when count of members is over 1 ${says} pays 20 a month`, /Two exceptions to grant can apply together/,
    `rule grant under §1 ${need} pays 10 a month
     exception rich to grant under §2 when sum of member.wage of members is over 1,000 ${says} refuses
     exception large to grant over rich under §3 when count of members is over 1 ${says} pays 20 a month`],
  ['an amount below zero',
    `rule grant under §1 ${need} pays 500,000 - household.rent a month`, /grant would pay less than nothing.*household\.rent = [\d,]+/,
    `rule grant under §1 ${need} pays larger of (500,000 - household.rent, 0) a month`],
  ['an amount below zero behind a share and its rounding',
    `parameter cap: money from 2026-01-01: 300,000
     rule grant under §1 ${need} pays cap - ((household.rent * 30 %) rounded down to 10) a month`, /grant would pay less than nothing/,
    `parameter cap: money from 2026-01-01: 300,000
     rule grant under §1 when household.in_need is true and household.rent is at most 1,000,000 ${says} pays cap - ((household.rent * 30 %) rounded down to 10) a month`],
  ['a rule that nobody can reach',
    `rule grant for each person under §1 when age of person.birth_date is under 18 ${says} when age of person.birth_date is over 30 ${says} pays 10 a month`, /Nobody can ever be granted grant/,
    `rule grant for each person under §1 when age of person.birth_date is over 18 ${says} when age of person.birth_date is under 30 ${says} pays 10 a month`],
  ['an exception that can never apply',
    `rule grant under §1 ${need} pays 10 a month
     exception never to grant under §2 when household.rent is over 10 and household.rent is under 5 ${says} pays 20 a month`, /This exception to grant can never apply/,
    `rule grant under §1 ${need} pays 10 a month
     exception some to grant under §2 when household.rent is over 5 and household.rent is under 10 ${says} pays 20 a month`],
  ['a gap: a household without a row',
    `parameter amounts by number: money from 2026-01-01: 1 = 100; 3 = 300
     rule grant under §1 ${need} pays amounts for (count of members) a month`, /grant has no answer for a household of which everything is known/,
    `parameter amounts by number: money from 2026-01-01: 1 = 100; 2 and more = 200
     rule grant under §1 ${need} pays amounts for (count of members) a month`],
  ['a hole in time',
    `parameter amount: money from 2026-03-01: 100
     rule grant under §1 from 2026-01-01 ${need} pays amount a month`, /grant counts from 2026-01-01, and amount has no value before 2026-03-01/,
    `parameter amount: money from 2026-01-01: 100
     rule grant under §1 from 2026-01-01 ${need} pays amount a month`],
  ['two values for one day',
    `parameter amount: money from 2026-01-01: 100 from 2026-01-01: 200
     rule grant under §1 ${need} pays amount a month`, /amount has two values from 2026-01-01/,
    `parameter amount: money from 2026-01-01: 100 from 2026-01-01 known 2026-02-01: 200
     rule grant under §1 ${need} pays amount a month`],
]

for (const [kind, wrong, expected, right] of laws) {
  test(kind, async () => {
    const found = await prove(wrong)
    assert.equal(found.length, 1, JSON.stringify(found))
    assert.match(found[0]!.message, expected)
    assert.ok(found[0]!.line > 4, 'at its place in the page')
    assert.deepEqual(await prove(right), [])
  })
}

for (const name of ['farland', 'template', 'kr']) {
  test(`the law of ${name} stands`, async () => { assert.deepEqual(await proveLaw(loadPack(`packs/${name}`), '2026-11-26', prover), []) })
}
