/** Back-pay for one household by hand, and for everybody the sum of what each household is told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { createRules } from '../index.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'
import { householdFacts } from '../population/household-facts.ts'
import { drawFor, simulate, type Study } from '../simulate/simulate.ts'
import { lawOf } from '../test-law.ts'

const kr = loadPack('packs/kr')
const child = (birth: string, name: string) => ({ name, birth_date: birth, order: 1 })
const family = (...newborn: Record<string, string | number>[]) => ({ application: { date: '2026-04-24' }, household: { support_area: 'special', population_decline: true, size: 2 }, newborn, child: [] })

test('month by month: by the law as known now, less what was due, and for whom; a voucher is no money and stands apart', () => {
  const [paid, ...none] = createRules(kr).backPay({ facts: family(child('2017-02-15', '하늘'), child('2022-09-01', '바다')), on: '2026-04-24' }, ['child-allowance'])
  assert.deepEqual(none, [])
  assert.deepEqual(paid, {
    service: 'child-allowance', published: '2026-03-01', from: '2026-01-01', sum: 160_000, vouchers: 30_000,
    months: [
      { month: '2026-01', of: '하늘', voucher: false, due: 120_000, before: 0, owed: 120_000 }, { month: '2026-01', of: '바다', voucher: false, due: 120_000, before: 100_000, owed: 20_000 },
      { month: '2026-01', of: '하늘', voucher: true, due: 10_000, before: 0, owed: 10_000 }, { month: '2026-01', of: '바다', voucher: true, due: 10_000, before: 0, owed: 10_000 },
      { month: '2026-02', of: '바다', voucher: false, due: 120_000, before: 100_000, owed: 20_000 }, { month: '2026-02', of: '바다', voucher: true, due: 10_000, before: 0, owed: 10_000 },
    ],
  })
})

test('nothing before it is published, nothing where facts that decide it are missing, and no month that is not over', () => {
  const rules = createRules(kr)
  const facts = family(child('2022-09-01', '바다'))
  assert.deepEqual(rules.backPay({ facts, on: '2026-04-24', knownAt: '2026-02-28' }), [])
  assert.deepEqual(rules.backPay({ facts: { ...facts, household: { size: 2 } }, on: '2026-04-24' }), [])
  const law = lawOf('parameter sum: money from 2026-01-01: 10\n from 2026-01-01 known 2026-06-20: 15\nrule gift under §1 when household.rent is at least 0 holds en "yes" fails en "no" pays sum a month')
  assert.deepEqual(law.backPay({ facts: { household: { rent: 1 } }, on: '2026-03-10', knownAt: '2026-06-20' })[0]?.months.map(({ month, owed }) => [month, owed]), [['2026-01', 5], ['2026-02', 5]])
  assert.equal(law.backPay({ facts: { household: { rent: 1 } }, on: '2026-08-10' })[0]?.sum, 25)
})

test('everybody’s back-pay is the sum of what each household is told, to the won', async () => {
  const study: Study = { pack: kr, margins: [], people: 3_000, seed: 5, on: '2026-04-24', knownAt: '2026-04-24' }
  const drawn = drawFor(study)
  const { backPay } = await simulate(study, undefined, drawn)
  const rules = createRules(kr)
  const types = new Map(irOfPack(kr).inputs.map(({ fact, type }) => [fact, type]))
  let [sum, vouchers] = [0, 0]
  for (let household = 0; household < drawn.store.households; household += 1) {
    const { facts } = householdFacts(drawn.store, household, new Map(), types)
    // Nobody knows what a household gets that cannot be.
    if (rules.contradictions({ facts, on: study.on }).length > 0) continue
    for (const one of rules.backPay({ facts, on: '2026-04-24' }, ['child-allowance'])) {
      sum += one.sum
      vouchers += one.vouchers
    }
  }
  assert.ok(sum > 1_000_000 && vouchers > 100_000)
  assert.deepEqual(backPay, { months: ['2026-01', '2026-02'], services: [{ service: 'child-allowance', sum, vouchers }], sum, vouchers })
})
