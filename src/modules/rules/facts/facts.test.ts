/** Nonsense from outside is told at its place, and a household that cannot be is no question. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { createRules } from '../index.ts'
import { lawOf } from '../test-law.ts'

const law = lawOf(`
  contradiction of person when person.role is 'child' and person.birth_date is before head.birth_date says en "{person.name} is a child and was born before the head."
  contradiction of household when household.rent is under 0 says en "A rent is not below zero."
  define income of person: money = person.wage
  rule help for each person under §2 when person.income is under 1,000 holds en "yes" fails en "no" pays 10 a month`)

const nonsense: [given: unknown, pointer: string, kind: string, wanted: string][] = [
  [[], '', 'wrong-value', '{ "household": { … } }'],
  [null, '', 'wrong-value', '{ "household": { … } }'],
  [{ houshold: {} }, '/houshold', 'no-such-entity', 'household'],
  [{ household: { rant: 5 } }, '/household/rant', 'no-such-fact', 'rent'],
  [{ household: { rent: '5' } }, '/household/rent', 'wrong-value', '0 … 9007199254740991'],
  [{ household: { rent: 2 ** 53 } }, '/household/rent', 'wrong-value', '0 … 9007199254740991'],
  [{ household: { region: 'paris' } }, '/household/region', 'wrong-value', 'seoul, busan, jeju'],
  [{ household: { region: 'toString' } }, '/household/region', 'wrong-value', 'seoul, busan, jeju'],
  [{ household: [{}] }, '/household', 'one-not-several', 'household'],
  [{ person: {} }, '/person', 'several-not-one', 'person'],
  [{ person: [5] }, '/person/0', 'wrong-value', '{ … }'],
  [{ person: [{}, { birth_date: '2026-02-30' }] }, '/person/1/birth_date', 'wrong-value', '2026-11-02'],
  [{ person: [{ birth_date: '1492-10-12' }] }, '/person/0/birth_date', 'wrong-value', '2026-11-02'],
  [{ person: [{ disabled: 'yes' }] }, '/person/0/disabled', 'wrong-value', 'true, false'],
]
for (const [given, pointer, kind, wanted] of nonsense) {
  test(`told: ${JSON.stringify(given)}`, () => { assert.deepEqual(law.checkFacts(given), [{ pointer, kind, wanted }]) })
}

test('unknown facts and given definitions are no nonsense', () => {
  assert.deepEqual(law.checkFacts({ household: { rent: null }, person: [{ wage: 5, income: 7, role: 'head' }] }), [])
})

test('two heads, a child older than the head, a rent below zero', () => {
  const of = (facts: Parameters<typeof law.contradictions>[0]['facts']) => law.contradictions({ facts, on: '2026-05-01' }).map((found) => (found.kind === 'by-law' ? [found.sentence['en'], found.at, found.place.line] : [found.role, found.at]))
  assert.deepEqual(of({ person: [{ role: 'head' }, { role: 'child' }, { role: 'head' }] }), [['head', [0, 2]]])
  assert.deepEqual(of({ person: [{ role: 'head', birth_date: '1990-01-01' }, { role: 'child', birth_date: '1980-01-01', name: 'Min' }] }), [['Min is a child and was born before the head.', 1, 6]])
  assert.deepEqual(of({ household: { rent: -1 } }), [['A rent is not below zero.', null, 7]])
  assert.deepEqual(of({ person: [{ role: 'head', birth_date: '1990-01-01' }, { role: 'child', birth_date: '2020-01-01' }], household: { rent: 0 } }), [])
  assert.deepEqual(of({}), [])
})

test('in Korea no child, small or grown up, is older than the one who applies for it', () => {
  const rules = createRules(loadPack('packs/kr'))
  const of = (list: 'child' | 'newborn', born: string) => rules.contradictions({ facts: { applicant: { birth_date: '1990-05-01' }, [list]: [{ birth_date: born }] }, on: '2026-11-02' }).length
  for (const list of ['child', 'newborn'] as const) assert.deepEqual([of(list, '1989-05-01'), of(list, '2019-05-01')], [1, 0], list)
})
