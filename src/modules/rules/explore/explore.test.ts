/** What would turn a refusal is tried again through the door, and no question is asked that could not matter. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { createRules, type FactSet, type FactValue, type Finding, type Rules, type Situation } from '../index.ts'
import { drawFacts } from '../test-families.ts'
import { lawOf } from '../test-law.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Run } from '../evaluate/frame.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'
import { apply, type Change } from './counterfactual.ts'
import { listOfEntity, spotsOf } from './spots.ts'
import { readSpot, type Spot, withSpot } from './trial.ts'

const packs = ['packs/kr', 'packs/farland', 'packs/template'].map(loadPack)
const dayOf = (facts: FactSet) => (facts['application'] as { date: string }).date
const situationOf = (facts: FactSet): Situation => ({ facts, on: dayOf(facts) })
const saysOf = (rules: Rules, situation: Situation) => new Map(rules.evaluate(situation).map((finding) => [finding.service, finding]))
const after = (situation: Situation, changes: readonly Change[]) => changes.reduce(apply, situation)

for (const pack of packs) {
  const rules = createRules(pack)
  // A pack of many services asks more of each household, and so of fewer.
  const share = Math.min(1, 8 / rules.services.length)
  test(`${pack.id}: every change that is offered turns the refusal, and a number is changed by no more than it takes`, () => {
    let offered = 0
    fc.assert(fc.property(drawFacts(pack, 0.1), (facts) => {
      const situation = situationOf(facts)
      for (const { service, outcome, instead } of saysOf(rules, situation).values()) {
        const turns = rules.turns(service, situation)
        if (outcome !== 'not-owed' || instead !== undefined) assert.ok(outcome === 'not-owed' || turns.length === 0, service)
        for (const { changes, outcome: promised } of turns) {
          offered += 1
          assert.equal(saysOf(rules, after(situation, changes)).get(service)?.outcome, promised, `${service} ${JSON.stringify(changes)}`)
          const [only] = changes
          if (changes.length !== 1 || only?.kind !== 'fact' || typeof only.to !== 'number' || typeof only.from !== 'number') continue
          const nearer = { ...only, to: only.to + Math.sign(only.from - only.to) }
          const less = nearer.to === only.from ? situation : after(situation, [nearer])
          assert.notEqual(saysOf(rules, less).get(service)?.outcome, promised, `${service} ${JSON.stringify(only)}`)
        }
      }
    }), { numRuns: Math.ceil(60 * share) })
    assert.ok(offered > 0)
  })

  test(`${pack.id}: each question has two households that differ in nothing else and are answered otherwise; answered in order, nothing is left open`, () => {
    let proven = 0
    fc.assert(fc.property(drawFacts(pack, 0), fc.infiniteStream(fc.boolean()), fc.array(drawFacts(pack, 0), { minLength: completions, maxLength: completions }), (full, coins, others) => {
      let facts = forget(full, coins)
      const [answers, asked] = [saysOf(rules, situationOf(full)), new Set<string>()]
      for (;;) {
        const { lists, questions } = rules.questions(situationOf(facts), rules.services, 3)
        for (const question of questions) prove(rules, facts, question)
        for (const asked of lists) proveList(rules, facts, asked)
        proven += questions.length
        for (const { list } of lists) facts = { ...facts, [list]: full[list]! }
        const [first] = questions
        if (!first && lists.length === 0) break
        if (!first) continue
        const key = `${first.fact} ${first.at ?? ''}`
        assert.ok(!asked.has(key), `${key} is asked twice`)
        asked.add(key)
        facts = withSpot(facts, first, readSpot(full, first)!)
      }
      const { indifferent } = rules.questions(situationOf(facts))
      nothingMatters(rules, facts, full, others)
      for (const [service, finding] of saysOf(rules, situationOf(facts))) {
        const otherwise = indifferent.find((one) => one.service === service)
        const { instead } = answers.get(service)!
        // What is owed gives way to a better service that nothing open can take away any more.
        if (instead !== undefined && indifferent.some((one) => one.service === instead && one.outcome === 'owed')) continue
        if (otherwise) assert.equal(otherwise.outcome, answers.get(service)!.outcome, service)
        else same(finding, answers.get(service)!, asked)
      }
      // That nothing open matters is searched for and not proven, so the families are the same each time.
    }), { numRuns: Math.ceil(12 * share), seed: 20_261_126, endOnFailure: true })
    assert.ok(proven > 0)
  })
}

test('while one household is tried after the other, each is reckoned as if it were the only one', () => {
  const [pack] = packs as [Pack]
  const ir = irOfPack(pack)
  const [shared, alone] = [openLaw(ir, pack.holidays), openLaw(ir, pack.holidays)]
  const everything = (run: Run) => ir.nodes.map(({ id, entity }) => (entity === 'pair' ? [] : (listOfEntity(entity) === null ? [run.home] : run.members(listOfEntity(entity)!) ?? []).map((frame) => shared.reads[id]!(frame))))
  fc.assert(fc.property(drawFacts(pack, 0.1), drawFacts(pack, 0.1), (one, other) => shared.rehearse(() => {
    let facts = one
    for (const spot of ir.inputs.flatMap((input) => spotsOf(input, one))) {
      facts = withSpot(facts, spot, readSpot(other, spot) ?? null)
      const day = { on: dayOf(one) }
      assert.deepEqual(shared.within(facts, day, everything), alone.within(facts, day, everything), spot.fact)
    }
  })), { numRuns: 5, endOnFailure: true })
})

/** Households with which those that are asked no more are completed, one after the other. */
const completions = 8

/** When asking has ended, whatever is still unknown turns nothing, whichever way it is filled in. */
function nothingMatters(rules: Rules, facts: FactSet, full: FactSet, others: readonly FactSet[]) {
  const said = [full, ...others].map((other) => [...saysOf(rules, situationOf(completed(facts, full, other))).values()].map(({ service, outcome, instead, amounts }) => [service, instead ?? outcome, instead === undefined ? amounts.map(({ value }) => value) : []]))
  for (const one of said.slice(1)) assert.deepEqual(one, said[0])
}

/** Unknown facts, and whole lists, as another household has them; entries that it lacks are filled in as they were before they were forgotten. */
function completed(facts: FactSet, full: FactSet, other: FactSet): FactSet {
  const fill = (entry: Record<string, FactValue>, from: Record<string, FactValue> = {}) => ({ ...from, ...Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null)) })
  return Object.fromEntries(Object.entries(other).map(([entity, held]) => {
    const own = facts[entity]
    if (entity === 'application') return [entity, own!]
    if (Array.isArray(held)) return [entity, Array.isArray(own) ? own.map((entry, at) => fill(entry, held[at] ?? (full[entity] as typeof own)[at])) : held]
    return [entity, fill(own && !Array.isArray(own) ? own : {}, held)]
  }))
}

/** Half of what is known is forgotten, whole lists too, but not the day. */
function forget(facts: FactSet, coins: Iterator<boolean>): FactSet {
  const isKept = () => coins.next().value === true || coins.next().value === true
  const one = (entry: Record<string, string | number | boolean | null>) => Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, coins.next().value === true ? value : null]))
  return Object.fromEntries(Object.entries(facts).filter(([, held]) => !Array.isArray(held) || isKept()).map(([entity, held]) => [entity, entity === 'application' ? held : Array.isArray(held) ? held.map(one) : one(held)]))
}

/** The household that is asked, whole, and the same with somebody more on the list: of the list nothing else is another. */
function proveList(rules: Rules, known: FactSet, { list, services, witness: { service, households } }: ReturnType<Rules['questions']>['lists'][number]) {
  assert.ok(services.includes(service))
  const [fewer, more] = households.map((facts) => saysOf(rules, situationOf(facts)).get(service)!)
  assert.notDeepEqual([fewer!.outcome, fewer!.amounts.map(({ value }) => value)], [more!.outcome, more!.amounts.map(({ value }) => value)], `${service} does not turn on who is on ${list}`)
  const [one, other] = households.map((facts) => facts[list] as Record<string, unknown>[])
  assert.deepEqual(other!.slice(0, -1), one)
  for (const household of households) agrees(household, known)
}

/** Whatever is known of the household that is asked is so in the household of the proof. */
function agrees(household: FactSet, known: FactSet) {
  for (const [entity, held] of Object.entries(known)) for (const [index, entry] of (Array.isArray(held) ? held : [held]).entries()) {
    for (const [name, value] of Object.entries(entry)) if (value !== null) assert.equal(readSpot(household, { fact: `${entity}.${name}`, at: Array.isArray(held) ? index : null }), value)
  }
}

function prove(rules: Rules, known: FactSet, { fact, at, witness: { service, facts, values } }: ReturnType<Rules['questions']>['questions'][number]) {
  const spot: Spot = { fact, at }
  const [one, other] = values.map((value) => saysOf(rules, situationOf(withSpot(facts, spot, value))).get(service)!)
  assert.notDeepEqual([one!.outcome, one!.amounts.map(({ value }) => value)], [other!.outcome, other!.amounts.map(({ value }) => value)], `${service} does not turn on ${fact}`)
  agrees(facts, known)
}

function same(got: Finding, wanted: Finding, asked: Set<string>) {
  const words = ({ outcome, amounts }: Finding) => [outcome, amounts.map(({ value, per }) => `${value} ${per}`)]
  assert.deepEqual(words(got), words(wanted), `${got.service} after ${[...asked].join(', ')}`)
}

const says = 'holds en "yes" fails en "no"'
const [rent, help] = [`rule rent under §1 when household.rent is at most 500 ${says} when household.region is 'seoul' ${says} pays 10 a month`, `rule help for each person under §2 when age of person.birth_date is at least 65 ${says} when person.wage is under 1,000 ${says} pays 10 a month`]

test('one change where one suffices, two where two are needed', () => {
  const law = lawOf(`${rent}\n${help}`)
  const home = (household: Record<string, string | number>, person: Record<string, string | number>[] = []): Situation => ({ on: '2026-05-01', facts: { household, person } })
  assert.deepEqual(law.turns('rent', home({ rent: 600, region: 'seoul' })), [{ changes: [{ kind: 'fact', fact: 'household.rent', at: null, from: 600, to: 500 }], outcome: 'owed' }])
  assert.deepEqual(law.turns('rent', home({ rent: 600, region: 'jeju' }))[0]?.changes.map((change) => change.kind === 'fact' && [change.fact, change.to]).sort(), [['household.region', 'seoul'], ['household.rent', 500]])
  assert.deepEqual(law.turns('rent', home({ rent: 400, region: 'seoul' })), [])
  assert.deepEqual(law.turns('help', home({}, [{ birth_date: '1961-08-14', wage: 10 }])), [{ changes: [{ kind: 'day', on: '2026-08-14', anniversary: { fact: 'person.birth_date', at: 0, months: 780 } }], outcome: 'owed' }])
  assert.deepEqual(law.turns('help', home({}, [{ birth_date: '1961-08-14', wage: 5000 }]))[0]?.changes, [
    { kind: 'day', on: '2026-08-14', anniversary: { fact: 'person.birth_date', at: 0, months: 780 } }, { kind: 'fact', fact: 'person.wage', at: 0, from: 5000, to: 999 }])
})

test('what settles most is asked first, and what is settled is not asked', () => {
  const law = lawOf(`${rent}\n${help}\nrule gift under §3 when household.region is 'seoul' ${says} pays 5 once`)
  const asked = (household: Record<string, string | number | null>) => law.questions({ on: '2026-05-01', facts: { household, person: [] } }).questions.map(({ fact }) => fact)
  assert.deepEqual(asked({ rent: null, region: null }), ['household.region', 'household.rent'])
  assert.deepEqual(asked({ rent: 600, region: null }), ['household.region'])
  assert.deepEqual(asked({ rent: null, region: 'jeju' }), [])
})

test('what no answer can turn is not asked, though nobody knows it: without a witness there is no question', () => {
  const law = lawOf(`rule gift under §1 when household.rent is at most 500 or household.rent is over 500 ${says} when household.region is 'seoul' ${says} pays 5 once`)
  const asked = (household: Record<string, string | number | null>) => law.questions({ on: '2026-05-01', facts: { household, person: [] } })
  assert.deepEqual(asked({ rent: null, region: null }).questions.map(({ fact, witness }) => [fact, witness.values.length]), [['household.region', 2]])
  assert.deepEqual(asked({ rent: null, region: 'seoul' }), { lists: [], questions: [], indifferent: [{ service: 'gift', outcome: 'owed' }] })
})
