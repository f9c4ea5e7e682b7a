/** The rules through their door: three values, exact money, and an oracle that was written without them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { createRules, type FactSet, type Finding } from './index.ts'
import { generateParser } from './language/generate.ts'
import { drawFacts, fillUnknowns } from './test-families.ts'

const packs = ['packs/kr', 'packs/farland', 'packs/template'].map(loadPack)
const korea = packs[0]!
const rules = createRules(korea)
const dayOf = (facts: FactSet) => (facts['application'] as { date: string }).date
const evaluate = (facts: FactSet, knownAt?: string) => rules.evaluate({ event: 'birth', facts, on: dayOf(facts), ...(knownAt === undefined ? {} : { knownAt }) })
const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b)
const of = (findings: Finding[], service: string) => findings.find((finding) => finding.service === service) ?? assert.fail(service)
const newborns = (facts: FactSet) => facts['newborn'] as { birth_date: string; order: number; name: string }[]

for (const pack of packs) {
  const law = createRules(pack)
  test(`${pack.id}: any facts, known or not, have an answer for every service, in whole units, the same each time`, () => {
    fc.assert(fc.property(drawFacts(pack, 0.3), (facts) => {
      const question = { facts, on: dayOf(facts) }
      const findings = law.evaluate(question)
      assert.deepEqual(law.evaluate(question), findings)
      assert.equal(findings.length, pack.services.filter(({ rule }) => rule !== null).length)
      for (const { outcome, amounts, reasons, missing, instead, law: { article } } of findings) {
        assert.ok(['owed', 'not-owed', 'unknown'].includes(outcome))
        for (const { value } of amounts) assert.ok(Number.isSafeInteger(value) && value >= 0, String(value))
        // Of a household in which nobody lives there is nothing to say.
        assert.ok(instead !== undefined || reasons.length > 0 || (Array.isArray(facts['person']) && facts['person'].length === 0))
        assert.ok(outcome !== 'unknown' || missing.length > 0, 'an open answer names what is missing')
        assert.notEqual(article, '')
        for (const { sentence } of reasons) for (const { tag } of pack.languages) assert.doesNotMatch(sentence[tag] ?? '{', /[{}]/)
      }
    }), { numRuns: 400 })
  })

  test(`${pack.id}: what was settled with facts missing stays so, whatever they turn out to be`, () => {
    fc.assert(fc.property(drawFacts(pack, 0.4), drawFacts(pack, 0), (facts, other) => {
      const before = law.evaluate({ facts, on: dayOf(facts) })
      const after = law.evaluate({ facts: fillUnknowns(facts, other), on: dayOf(facts) })
      for (const finding of before) {
        const later = of(after, finding.service)
        // Of several of which only the best is paid, one gives way to a better one; it stays owed in that shape.
        if (finding.outcome === 'owed' && later.instead !== undefined) {
          assert.equal(of(after, later.instead).outcome, 'owed')
          continue
        }
        if (finding.outcome !== 'unknown') assert.equal(later.outcome, finding.outcome, `${finding.service} ${JSON.stringify(facts)} ${JSON.stringify(other)}`)
        if (finding.outcome !== 'owed') continue
        // Of several newborns one may be open still: what is promised already stays, and what is missing is named.
        const promised = finding.amounts.map(({ value, per }) => `${value} ${per}`)
        const kept = later.amounts.map(({ value, per }) => `${value} ${per}`)
        if (finding.missing.length === 0) assert.deepEqual(kept, promised, finding.service)
        else for (const amount of promised) assert.ok(kept.includes(amount), `${finding.service} ${amount}`)
      }
    }), { numRuns: 400 })
  })

  test(`${pack.id}: with everything known, nothing is open`, () => {
    fc.assert(fc.property(drawFacts(pack, 0), (facts) => {
      for (const { outcome, service } of law.evaluate({ facts, on: dayOf(facts) })) assert.notEqual(outcome, 'unknown', service)
    }), { numRuns: 300 })
  })
}

const date = (text: string) => Temporal.PlainDate.from(text)
const monthsOld = (born: string, on: string) => date(born).until(date(on), { largestUnit: 'month' }).months
const yearsOld = (born: string, on: string) => date(born).until(date(on), { largestUnit: 'year' }).years

test('an oracle: child allowance of 2026 and 2027 by age, region and declining population', () => {
  fc.assert(fc.property(drawFacts(korea, 0), (facts) => {
    const on = dayOf(facts)
    fc.pre(newborns(facts).every(({ birth_date: born }) => born <= on))
    const limit = on < '2027-01-01' ? 9 : 10
    const young = newborns(facts).filter(({ birth_date: born }) => yearsOld(born, on) < limit)
    const { outcome, amounts } = of(evaluate(facts), 'child-allowance')
    assert.equal(outcome, young.length > 0 ? 'owed' : 'not-owed')
    const household = facts['household'] as { support_area: string; population_decline: boolean }
    // The top-ups were published on 1 March 2026 and end with the year.
    const toppedUp = on >= '2026-03-01' && on < '2027-01-01'
    const topUp = toppedUp ? { capital: 0, other: 5_000, preferred: 10_000, special: 20_000 }[household.support_area] ?? 0 : 0
    const voucher = toppedUp && household.population_decline ? 10_000 : 0
    assert.equal(amounts.reduce((sum, { value }) => sum + value, 0), young.length * (100_000 + topUp + voucher))
    assert.equal(amounts.filter((amount) => amount.voucher).reduce((sum, { value }) => sum + value, 0), young.length * voucher)
  }), { numRuns: 500 })
})

test('an oracle: parental benefit by months of age', () => {
  fc.assert(fc.property(drawFacts(korea, 0), (facts) => {
    const on = dayOf(facts)
    fc.pre(newborns(facts).every(({ birth_date: born }) => born <= on))
    const expected = newborns(facts).map(({ birth_date: born }) => monthsOld(born, on)).filter((months) => months < 24).flatMap((months) => (months < 12 ? [1_000_000, 500_000] : [500_000]))
    const { outcome, amounts } = of(evaluate(facts), 'parental-benefit')
    assert.equal(outcome, expected.length > 0 ? 'owed' : 'not-owed')
    assert.deepEqual(sorted(amounts.map(({ value }) => value)), sorted(expected))
  }), { numRuns: 500 })
})

test('an oracle: the first-meeting voucher by order of birth', () => {
  fc.assert(fc.property(drawFacts(korea, 0), (facts) => {
    const on = dayOf(facts)
    fc.pre(newborns(facts).every(({ birth_date: born }) => born <= on))
    const owed = newborns(facts).filter(({ birth_date: born }) => Temporal.PlainDate.compare(date(on), date(born).add({ years: 2 })) < 0)
    const { outcome, amounts } = of(evaluate(facts), 'first-meeting-voucher')
    assert.equal(outcome, owed.length > 0 ? 'owed' : 'not-owed')
    assert.deepEqual(sorted(amounts.map(({ value }) => value)), sorted(owed.map(({ order }) => (order === 1 ? 2_000_000 : 3_000_000))))
  }), { numRuns: 500 })
})

test('of the two electricity discounts never both', () => {
  fc.assert(fc.property(drawFacts(korea, 0), (facts) => {
    const findings = evaluate(facts)
    const both = ['electricity-birth', 'electricity-large-family'].map((service) => of(findings, service))
    assert.ok(both.filter(({ outcome }) => outcome === 'owed').length <= 1)
    for (const { instead } of both) if (instead !== undefined) assert.equal(of(findings, instead).outcome, 'owed')
  }), { numRuns: 300 })
})

const family: FactSet = {
  applicant: { birth_date: '1990-01-01', sex: 'F', parental_authority: 'full' }, mother: { disabled: false, disability_severity: 'none' },
  household: { size: 2, region: 'jeonnam', support_area: 'special', population_decline: true, single_parent: false, insurance: 'workplace', monthly_income: 4_000_000, account: null },
  child: [], newborn: [{ name: '하늘', birth_date: '2026-01-20', sex: 'F', order: 1 }], application: { date: '2026-02-10' },
}

test('two times: what was published in March 2026 is not known in February, and counts from January once it is', () => {
  const sum = (knownAt: string) => of(evaluate(family, knownAt), 'child-allowance').amounts.reduce((total, { value }) => total + value, 0)
  assert.equal(sum('2026-02-10'), 100_000)
  assert.equal(sum('2026-03-01'), 130_000)
})

test('the text is the rule: another figure or sentence in the pack is another answer, and another edition', () => {
  const changed = createRules({ ...korea, rules: korea.rules.map((page) => ({ ...page, text: page.text.replace('from 2018-09-01: 100,000', 'from 2018-09-01: 123,000').replaceAll('is under {child_allowance_age}.', 'has not turned {child_allowance_age}.') })) })
  const finding = of(changed.evaluate({ event: 'birth', facts: family, on: '2026-02-10' }), 'child-allowance')
  assert.equal(finding.amounts[0]!.value, 123_000)
  assert.match(finding.reasons[0]!.sentence['en']!, /^하늘 has not turned \d+\.$/)
  assert.notEqual(changed.edition, rules.edition)
  assert.notEqual(finding.rule.hash, of(evaluate(family), 'child-allowance').rule.hash)
})

test('the committed parser is the one that the grammar makes', () => {
  assert.equal(readFileSync(join(import.meta.dirname, 'language/parser.generated.js'), 'utf8'), generateParser())
})
