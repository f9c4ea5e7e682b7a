/** A household of the registers: each member counts once, and a child is asked about where it lives. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import type { KnownValue, RegisterValue } from './contract.ts'
import { factsOfHousehold, isOfChildrenAlone, membersOf } from './facts-of-household.ts'

const pack = loadPack('packs/kr')
const said = (register: string, field: string, value: RegisterValue): KnownValue => ({ register, field, value, answeredAt: '2026-11-24T00:00:00Z' })
const child = (personId: string, birthDate: string) => ({ personId, birthDate })
const children = said('family-relations', 'children', [child('home', '2020-05-01'), child('away', '2015-05-01'), child('grown', '2001-05-01')])
const members = said('resident', 'members', ['mother', 'grandmother', 'home', 'grown'].map((personId) => ({ personId })))
const factsOf = (known: KnownValue[]) => factsOfHousehold(pack, known, membersOf(pack, known), '2026-11-24')
const bornOf = (list: unknown) => (Array.isArray(list) ? list.map(({ birth_date: born }: { birth_date: string }) => born) : null)

test('children at home are asked about one by one, the others are counted, and nobody is counted twice', () => {
  const { household, newborn, child: others } = factsOf([children, members])
  assert.deepEqual(bornOf(newborn), ['2020-05-01'])
  assert.deepEqual(bornOf(others), ['2001-05-01', '2015-05-01'])
  assert.equal(Array.isArray(household) ? null : household!['size'], 3, 'mother, grandmother and the grown-up child; with the child at home they are four')
})

test('who lives there is not known: children are taken to live at home, and how many people there are stays open', () => {
  const { household, newborn } = factsOf([children])
  assert.deepEqual(bornOf(newborn), ['2015-05-01', '2020-05-01'])
  assert.equal(Array.isArray(household) ? undefined : household!['size'], null)
})

const member = (personId: string, birthDate: string, relation: string) => ({ personId, birthDate, relation })
const grandparents = said('resident', 'members', [member('grandmother', '1958-03-01', 'self'), member('grandfather', '1956-03-01', 'spouse'), member('grandchild', '2018-04-01', 'other')])

test('a child who lives with neither parent is asked about with whoever has the care of it', () => {
  const { household, newborn, child: own } = factsOf([said('family-relations', 'children', [child('away', '1985-05-01')]), grandparents])
  assert.deepEqual(bornOf(newborn), ['2018-04-01'])
  assert.deepEqual(bornOf(own), ['1985-05-01'], 'the grandchild is no child of theirs')
  assert.equal(Array.isArray(newborn) ? newborn[0]!['order'] : null, undefined, 'nor has it a place among theirs')
  assert.equal(Array.isArray(household) ? null : household!['size'], 2)
})

test('where a parent of the child may live there too, it is the parent who is asked; a look at whole households counts it all the same', () => {
  const three = said('resident', 'members', [member('grandmother', '1958-03-01', 'self'), member('mother', '1990-03-01', 'child'), member('grandchild', '2018-04-01', 'other')])
  const own = [said('family-relations', 'children', [child('mother', '1990-03-01')]), three]
  assert.deepEqual(bornOf(factsOf(own)['newborn']), [])
  assert.deepEqual(bornOf(factsOfHousehold(pack, own, membersOf(pack, own), '2026-11-24', 'all')['newborn']), ['2018-04-01'])
  const aunt = said('resident', 'members', [member('grandmother', '1958-03-01', 'self'), member('aunt', '1990-03-01', 'other'), member('grandchild', '2018-04-01', 'other')])
  assert.deepEqual(bornOf(factsOf([said('family-relations', 'children', []), aunt])['newborn']), [])
  assert.deepEqual(bornOf(factsOfHousehold(pack, [said('family-relations', 'children', []), aunt], ['grandmother', 'aunt', 'grandchild'], '2026-11-24', 'all')['newborn']), ['2018-04-01'])
})

test('children who live with no grown-up, as in a facility, are each asked about, the first of them too', () => {
  const alone = [said('family-relations', 'children', []), said('resident', 'members', [member('eldest', '2016-03-01', 'self'), member('second', '2018-04-01', 'other'), member('third', '2020-05-01', 'other')])]
  const { newborn, child: own } = factsOfHousehold(pack, alone, membersOf(pack, alone), '2026-11-24', 'all')
  assert.deepEqual([bornOf(newborn), bornOf(own)], [['2016-03-01', '2018-04-01', '2020-05-01'], []])
  assert.ok(isOfChildrenAlone(pack, alone, '2026-11-24') && !isOfChildrenAlone(pack, alone, '2034-03-01'))
  assert.deepEqual(bornOf(factsOf(alone)['newborn']), ['2018-04-01', '2020-05-01'], 'who looks for themselves is no child of their own')
})
