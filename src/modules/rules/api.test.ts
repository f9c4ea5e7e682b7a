/** The public API: one household, explained; what is wrong is told with its JSON pointer. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../kernel/clock/clock.ts'
import { openHouse, type TestHouse } from '../../../tests/support/house.ts'
import type { EvaluateReply } from './api-contract.ts'
import { withSpot } from './explore/trial.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

const ask = async (body: object, language = 'en') => {
  const reply = await fetch(`${house.origin}/api/rules/v1/evaluate`, { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': language }, body: JSON.stringify(body) })
  return { status: reply.status, body: await reply.json() as EvaluateReply & { type: string; title: string; next: string; errors?: { pointer: string }[] } }
}
const facts = (household: object = {}, more: object = {}) => ({ household: { size: 3, support_area: 'capital', population_decline: false, ...household }, child: [], newborn: [{ name: '하늘', birth_date: '2026-10-20', order: 1 }], application: { date: '2026-11-24' }, ...more })

test('a household is answered with amounts, reasons, law, what turns a refusal and what is worth asking', async () => {
  const { status, body } = await ask({ facts: facts({ monthly_income: 9_000_000 }), on: null, turns: true, questions: 3 })
  assert.equal(status, 200)
  assert.equal(body.on, '2026-11-24')
  const of = (service: string) => body.findings.find((finding) => finding.service === service) ?? assert.fail(service)
  assert.deepEqual(of('child-allowance').amounts[0], { value: 100_000, per: 'month', upTo: false, voucher: false, from: '2026-10-20', until: '2039-10-20', of: '하늘', sentence: null })
  assert.equal(of('child-allowance').reasons[0]?.sentence['en'], '하늘 is under 9.')
  assert.deepEqual(of('child-tax-credit').turns[0]?.facts, [{ fact: 'household.monthly_income', at: null, from: 9_000_000, to: 5_833_333 }])
  assert.ok(body.questions.length > 0 && body.questions.length <= 3)
  for (const { fact, at, decides } of body.questions) {
    const said = await Promise.all(decides.values.map(async (value) => (await ask({ facts: withSpot(decides.facts, { fact, at }, value), on: null, services: [decides.service] })).body.findings[0]!))
    const [one, other] = said.map(({ outcome, amounts }) => [outcome, ...amounts.map((amount) => amount.value)])
    assert.notDeepEqual(one, other, `${fact} decides ${decides.service}`)
  }
})

test('a list is asked for with two households that differ in one entry of it, and are answered otherwise through the same door', async () => {
  const { body } = await ask({ facts: facts({}, { child: undefined }), on: '2026-11-24', questions: 1 })
  assert.deepEqual(body.lists, ['person', 'child'])
  assert.deepEqual(body.listQuestions.map(({ list }) => list), body.lists)
  for (const { list, services, decides: { service, households } } of body.listQuestions) {
    assert.ok(services.includes(service))
    assert.equal(households.length, 2)
    const [fewer, more] = households.map((household) => household[list] as unknown[])
    assert.equal(more!.length, fewer!.length + 1)
    const [one, other] = await Promise.all(households.map(async (household) => (await ask({ facts: household, on: '2026-11-24', services: [service] })).body.findings[0]!))
    assert.notDeepEqual([one!.outcome, one!.amounts], [other!.outcome, other!.amounts])
  }
})

test('only the services that are asked for, in their order; money beyond 2^31 comes whole', async () => {
  const { body } = await ask({ facts: facts({ monthly_income: 50_000_000_001 }), on: '2026-11-24', services: ['child-tax-credit', 'child-allowance'] })
  assert.deepEqual(body.findings.map(({ service }) => service), ['child-tax-credit', 'child-allowance'])
  assert.match(body.findings[0]!.reasons[0]!.sentence['en']!, /₩600,000,000,012/)
})

test('a day before every figure is told with the place where the figure begins', async () => {
  const { body } = await ask({ facts: facts({}, { newborn: [{ name: '하늘', birth_date: '2015-10-20', order: 1 }], application: { date: '2015-11-24' } }), on: '2015-11-24', services: ['child-allowance'] })
  assert.equal(body.findings[0]?.outcome, 'unknown')
  assert.deepEqual(body.findings[0]?.gaps.find(({ figure }) => figure === 'child_allowance'), { figure: 'child_allowance', begins: '2018-09-01', file: 'rules/child-allowance.md', line: 12 })
})

const refusals: [name: string, body: object, type: string, pointer: string, title: RegExp][] = [
  ['an unknown entity', { facts: { houshold: {} }, on: null }, 'no-such-entity', '/facts/houshold', /household/],
  ['an unknown fact', { facts: facts({ sice: 3 }), on: null }, 'no-such-fact', '/facts/household/sice', /size/],
  ['a value that does not fit', { facts: facts({ size: '3' }), on: null }, 'wrong-value', '/facts/household/size', /9007199254740991/],
  ['one where there are several', { facts: facts({}, { newborn: {} }), on: null }, 'several-not-one', '/facts/newborn', /newborn/],
  ['a service without a rule', { facts: facts(), on: null, services: ['child-allowance', 'gold'] }, 'no-such-service', '/services/1', /gold/],
  ['a day beyond the calendar', { facts: facts(), on: '2500-01-01' }, 'no-such-day', '/on', /1600/],
  ['a child older than the one who applies', { facts: facts({}, { applicant: { birth_date: '1990-01-01' }, child: [{ birth_date: '1989-12-31' }] }), on: null }, 'contradiction', '/facts', /older than the one who applies/],
  ['two who are one', { facts: facts({}, { person: [{ relation: 'self' }, { relation: 'self' }] }), on: null }, 'two-of-one-role', '/facts/person/1/relation', /self/],
  ['a number beyond its range', { facts: facts({ monthly_income: 9_007_199_254_740_991 }), on: null }, 'overflow', '', /child-tax-credit/],
]
for (const [name, body, type, pointer, title] of refusals) {
  test(`refused: ${name}`, async () => {
    const { status, body: problem } = await ask(body)
    assert.equal(status, 422)
    assert.equal(problem.type, `urn:maru:fault:rules:${type}`)
    assert.match(problem.title, title)
    if (pointer !== '') assert.equal(problem.errors?.[0]?.pointer, pointer)
    assert.ok(problem.next.length > 5)
  })
}

test('what is no body of this contract is refused by its shape, and the contract is published', async () => {
  for (const body of [{}, { facts: [], on: null }, { facts: { household: { size: 1.5 } }, on: null }, { facts: {}, on: '2026-02-30' }, { facts: {}, on: null, more: 1 }]) assert.equal((await ask(body)).status, 400, JSON.stringify(body))
  const { paths } = await (await fetch(`${house.origin}/openapi.json`)).json() as { paths: Record<string, { post?: { summary: string } }> }
  assert.equal(paths['/api/rules/v1/evaluate']?.post?.summary, 'What one household is owed, why, and why not the rest')
})
