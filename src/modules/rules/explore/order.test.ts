/** The order of questions against a search over every order: on small laws all of them can be tried. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Rules } from '../index.ts'
import { lawOf } from '../test-law.ts'

const names = ['a', 'b', 'c', 'd', 'e'] as const
type Name = typeof names[number]
const facts: Fact[] = names.map((name) => ({ fact: `household.${name}`, label: { en: name }, type: 'bool' }))
/** What each service asks for: all of it. */
type Law = Partial<Record<Name, boolean>>[]
type Known = Partial<Record<Name, boolean>>

const laws: fc.Arbitrary<Law> = fc.array(fc.record(Object.fromEntries(names.map((name) => [name, fc.boolean()])), { requiredKeys: [] }) as fc.Arbitrary<Known>, { minLength: 2, maxLength: 6 })
  .map((law) => law.filter((rule) => Object.keys(rule).length > 0)).filter((law) => law.length > 1)
const says = 'holds en "yes" fails en "no"'
const textOf = (law: Law) => law.map((rule, at) =>
  `rule r${at} under §${at + 1} ${Object.entries(rule).map(([name, value]) => `when household.${name} is ${value} ${says}`).join(' ')} pays 10 a month`).join('\n')

const isOpen = (rule: Known, known: Known) => names.every((name) => rule[name] === undefined || known[name] === undefined || known[name] === rule[name])
  && names.some((name) => rule[name] !== undefined && known[name] === undefined)
const openOf = (law: Law, known: Known) => law.filter((rule) => isOpen(rule, known))
const answered = (known: Known, name: Name) => [true, false].map((value) => ({ ...known, [name]: value }))
const askable = (law: Law, known: Known) => names.filter((name) => known[name] === undefined && openOf(law, known).some((rule) => rule[name] !== undefined))
const settles = (law: Law, known: Known, name: Name) => openOf(law, known).length - answered(known, name).reduce((sum, next) => sum + openOf(law, next).length, 0) / 2

/** Services that wait for their answer, summed over the questions that are asked until none does; on average over all households. */
const waiting = (law: Law, known: Known, choose: (of: readonly Name[], cost: (name: Name) => number, known: Known) => number): number => {
  const open = openOf(law, known).length
  if (open === 0) return 0
  return open + choose(askable(law, known), (name) => answered(known, name).reduce((sum, next) => sum + waiting(law, next, choose), 0) / 2, known)
}

const asked = (rules: Rules, known: Known, most?: number) => rules.questions({ on: '2026-05-01', facts: { household: Object.fromEntries(names.map((name) => [name, known[name] ?? null])) } }, rules.services, most).questions
const nameOf = ({ fact }: { fact: string }) => fact.slice('household.'.length) as Name
const partly = fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(undefined, undefined, undefined, undefined, true, false)]))) as fc.Arbitrary<Known>

test('what matters is asked and nothing else, what most is settled by comes first, and each says how much that is', () => {
  fc.assert(fc.property(laws, partly, (law, known) => {
    const questions = asked(lawOf(textOf(law), facts), known)
    assert.deepEqual(questions.map(nameOf).sort(), askable(law, known).sort())
    for (const question of questions) assert.equal(question.settles, settles(law, known, nameOf(question)), question.fact)
    assert.deepEqual(questions.map((one) => one.settles), questions.map((one) => one.settles).sort((a, b) => b - a))
  }), { numRuns: 60 })
})

test('asked in this order, services wait no more than 5 % longer than in the best of all orders, which nearly always is the same', () => {
  let [alike, drawn, worstOrder] = [0, 0, 1]
  fc.assert(fc.property(laws, (law) => {
    const rules = lawOf(textOf(law), facts)
    const order = new Map<string, Name>()
    const next = (known: Known) => order.getOrInsertComputed(JSON.stringify(names.map((name) => known[name])), () => nameOf(asked(rules, known, 1)[0]!))
    const best = waiting(law, {}, (of, cost) => Math.min(...of.map(cost)))
    const ours = waiting(law, {}, (_of, cost, known) => cost(next(known)))
    assert.ok(ours <= best * 1.05, `${ours} instead of ${best}`)
    worstOrder = Math.max(worstOrder, waiting(law, {}, (of, cost) => Math.max(...of.map(cost))) / best)
    alike += ours === best ? 1 : 0
    drawn += 1
  }), { numRuns: 40, seed: 20_261_126 })
  assert.ok(alike / drawn > 0.9, `${alike} of ${drawn}`)
  assert.ok(worstOrder > 1.3, 'the order makes a difference')
})
