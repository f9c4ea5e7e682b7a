/** A household of the registers: each member counts once, and a child is asked about where it lives. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import type { KnownValue, RegisterValue } from './contract.ts'
import { factsOfHousehold, membersOf } from './facts-of-household.ts'

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
