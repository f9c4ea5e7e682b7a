/** The intermediate form: sorted, shared, typed; and every mistake of a text told at its place. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { readRules } from '../language/read-rules.ts'
import { build } from '../test-law.ts'
import { buildIr } from './build-ir.ts'
import type { Entity, Ir, Node } from './ir.ts'

function ir(rules: string): Ir {
  const built = build(rules)
  assert.deepEqual(built.problems, [])
  return built.ir!
}
const variable = (form: Ir, name: string): Node => {
  const found = form.variables.find((candidate) => candidate.name === name) ?? assert.fail(name)
  return form.nodes[form.nodes[found.node]!.args[0]!]!
}

for (const id of ['kr', 'farland', 'template']) {
  test(`${id}: arguments come first, no node stands twice, and nothing reads somebody else's value`, () => {
    const pack = loadPack(`packs/${id}`)
    const { ir: { nodes, rules } } = buildIr(readRules(pack), pack.facts)
    const seen = new Set<string>()
    for (const node of nodes) {
      assert.equal(nodes[node.id], node)
      for (const arg of node.args) assert.ok(arg < node.id)
      const key = JSON.stringify({ ...node, id: null })
      assert.ok(!seen.has(key), key)
      seen.add(key)
      if (node.op === 'aggregate' || node.op === 'of-self' || node.op === 'of-member') continue
      const allowed: Entity[] = ['none', 'case', 'household', node.entity]
      for (const arg of node.args) assert.ok(allowed.includes(nodes[arg]!.entity), `${node.op} of ${node.entity} reads ${nodes[arg]!.entity}`)
    }
    assert.equal(rules.length, pack.services.filter(({ rule }) => rule !== null).length)
  })
}

test('what two texts say alike is one node', () => {
  const form = ir(`
    define young of person: bool = age of person.birth_date is under 18
    define minor of person: bool = age of person.birth_date is under 18`)
  assert.equal(variable(form, 'young'), variable(form, 'minor'))
})

test('a definition stands after those it rests on, wherever the page has them', () => {
  const form = ir(`
    define income of household: money = sum of member.income of members
    define income of person: money = person.wage + person.pension`)
  assert.deepEqual(form.variables.map(({ entity }) => entity), ['person', 'household'])
})

test('members alone are counted once a household; compared with the person, once a person', () => {
  const form = ir(`
    group children = members where member.role is 'child'
    define families of household: int = count of children
    define older of person: int = count of children where member.birth_date is before person.birth_date
    define first of person: bool = count of children where member.birth_date is before head.birth_date is 0`)
  assert.equal(variable(form, 'families').entity, 'household')
  assert.equal(variable(form, 'older').entity, 'person')
  const body = form.nodes[variable(form, 'older').args[0]!]!
  assert.equal(body.entity, 'pair')
  assert.equal(variable(form, 'first').entity, 'household')
})

test('exceptions: the more special one stands outside, and two without an order must never meet', () => {
  const form = ir(`
    define limit of person: money under §1 = 100
    exception old to person.limit under §2 when age of person.birth_date is over 64 = 200
    exception frail to person.limit over old under §3 when person.disabled is true and age of person.birth_date is over 64 = 300
    exception rich to person.limit under §4 when person.wage is over 1,000 = 0`)
  const [{ exceptions }] = form.variables as [Ir['variables'][number]]
  const names = exceptions.map(({ name }) => name)
  assert.ok(names.indexOf('frail') < names.indexOf('old'))
  const pairs = form.exclusions.map(({ left, right }) => [left, right].map((id) => exceptions.find(({ applies }) => applies === id)?.name ?? '').toSorted().join(' '))
  assert.deepEqual(pairs.toSorted(), ['frail rich', 'old rich'])
})

test('a text in force for a time says so in its nodes', () => {
  const form = ir(`
    define bonus of household: money under §1 from 2026-01-01 until 2027-01-01 = 100
    define limit of household: money under §2 = 10
    instead of household.limit from 2025-01-01 under §2 = 20`)
  for (const name of ['bonus', 'limit']) assert.equal(variable(form, name).op, 'if')
})

const rule = (parts: string) => `rule grant for each person under §1 ${parts}`
const says = 'holds en "yes" fails en "no"'
const mistakes: [name: string, rules: string, message: RegExp, line?: number][] = [
  ['money and a number of persons', 'define x of household: money = household.rent + count of members', /money and int do not go together/],
  ['money times money', 'define x of household: money = household.rent * household.rent', /cannot be reckoned/],
  ['a rate on money without rounding', 'define x of household: money = household.rent * 30 %', /fraction, and money is needed/],
  ['a fact nobody knows', 'define x of household: money = household.wealth', /household\.wealth/],
  ['a name nobody gave', 'define x of household: money = wealth', /Nothing is called wealth/],
  ['a person where there are several', 'define x of household: money = person.wage', /several persons/],
  ['a member outside of an aggregate', 'define x of person: money = member.wage', /Nobody is a member here/],
  ['an aggregate in an aggregate', 'define x of household: int = count of members where count of members where member.disabled is true is over 1', /inside another/],
  ['a group that is none', 'define x of household: int = count of cousins', /cousins is no group/],
  ['a role that several have', 'define x of household: money = child.wage', /child\.wage/],
  ['a name that is a word of the language', 'define pays of person: int = 1', /“pays” does not fit/],
  ['a cycle', 'define alpha of person: int = person.beta\ndefine beta of person: int = person.gamma\ndefine gamma of person: int = person.alpha', /rests on itself: person\.alpha → person\.beta → person\.gamma → person\.alpha/, 7],
  ['a name that stands twice', 'define alpha of person: int = 1\ndefine alpha of person: int = 2', /stands in law\.md already/, 6],
  ['a definition of a fact', 'define wage of person: money = 1', /facts\.json has person\.wage already/],
  ['an exception to nothing', 'exception to person.limit under §1 = 5', /Nothing is called person\.limit/],
  ['an exception without a value', 'define alpha of person: int = 1\nexception to person.alpha under §1 when person.disabled is true', /says no value/, 6],
  ['an exception above one that is not there', 'define alpha of person: int = 1\nexception to person.alpha over beta under §1 = 2', /called beta/, 6],
  ['an exception above itself', 'define alpha of person: int = 1\nexception beta to person.alpha over gamma under §1 = 2\nexception gamma to person.alpha over beta under §1 = 3', /above itself/, 7],
  ['an exception of a service without a sentence', `${rule(`when person.disabled is true ${says}`)}\nexception to grant under §2 when person.wage is over 5 refuses`, /no sentence/, 6],
  ['a rule that asks nothing', rule('pays 5 once'), /asks nothing/],
  ['a service that displaces itself', rule(`when person.disabled is true ${says} instead of grant says en "x"`), /instead of itself/],
  ['a service that displaces nothing', rule(`when person.disabled is true ${says} instead of gift says en "x"`), /No rule decides gift/],
  ['a table without rows', 'parameter limit by number: money from 2026-01-01: 5', /has one value here/],
  ['a figure with rows', 'parameter limit: money from 2026-01-01: 1 = 5', /has rows here/],
  ['a row that stands twice', 'parameter limit by number: money from 2026-01-01: 1 = 5; 1 = 6', /two rows for 1/],
  ['each more than nothing', 'parameter limit by number: money from 2026-01-01: 1 and each more = 5', /there is none/],
  ['a rate that is a sum', 'parameter limit: rate from 2026-01-01: 5', /5 is not rate/],
  ['a day that does not exist', 'parameter limit: date from 2026-01-01: 2026-02-30', /2026-02-30 is no day/],
  ['a figure from a day that does not exist', 'parameter limit: money from 2026-13-01: 5', /2026-13-01 is no day/],
  ['a literal that is no day', 'define x of household: bool = today is before 2025-02-29', /2025-02-29 is no day/],
  ['a text until the end of time', 'define x of household: money under §1 until 9999-12-31 = 5', /9999-12-31 is no day/],
  ['a table without a code', "parameter limit by choice: money from 2026-01-01: seoul = 1; busan = 2\ndefine x of household: money = limit for household.region", /no row for jeju/, 5],
  ['one key for two', 'parameter limit by choice and number: money from 2026-01-01: for seoul: 1 = 1\ndefine x of household: money = limit for household.region', /two keys/, 6],
  ['a scale in disorder', 'scale limit by money: marginal rate from 2026-01-01: from 5 = 1 %; from 0 = 2 %', /begins no lower/],
  ['a scale of amounts', 'scale limit by money: marginal money from 2026-01-01: from 0 = 1', /gives rates/],
  ['a scale without its argument', 'scale limit by money: step money from 2026-01-01: from 0 = 1\ndefine x of household: money = limit', /limit is a scale/, 6],
  ['a code of another fact', "define x of household: bool = household.region is 'head'", /head is no code/],
  ['the sum of dates', 'define x of household: date = sum of member.birth_date of members', /not added up/],
  ['a date outside of its time', 'define x of household: date until 2027-01-01 = earliest of member.birth_date of members', /no value outside of its time/],
]
for (const [name, rules, message, line] of mistakes) {
  test(`told: ${name}`, () => {
    const { problems } = build(rules)
    const found = problems.find((problem) => message.test(problem.message))
    assert.ok(found, JSON.stringify(problems))
    assert.equal(found.line, line ?? 5)
    assert.ok(found.advice.length > 5)
  })
}
