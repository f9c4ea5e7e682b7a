/** Who hears of what, where nobody grown up lives. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import type { RegisterValue } from '../../exchange/index.ts'
import { concernedBy, familyOfHousehold } from './family-of-household.ts'

const pack = loadPack('packs/kr')
const member = (personId: string, birthDate: string, relation: string) => ({ personId, birthDate, relation })
const known = (members: RegisterValue) => [{ register: 'resident', field: 'members', value: members, answeredAt: '2026-11-24T00:00:00Z' }]
const hearers = (members: ReturnType<typeof member>[]) => {
  const family = familyOfHousehold(pack, { head: members[0]!.personId, members: members.map(({ personId }) => personId), known: known(members) }, '2026-11-24')
  const newborn = family.facts['newborn']
  return (Array.isArray(newborn) ? newborn : []).map((_, at) => concernedBy(family, 'newborn', at, '2026-11-24'))
}

test('in a facility each child stands in the list for itself, and hears of no other', () => {
  assert.deepEqual(hearers([member('eldest', '2016-03-01', 'self'), member('second', '2018-04-01', 'other')]), [{ person: 'eldest', of: '', age: 10 }, { person: 'second', of: '', age: 8 }])
})

test('where a grown-up is the head, the head hears of the children', () => {
  assert.deepEqual(hearers([member('head', '1970-03-01', 'self'), member('second', '2018-04-01', 'other')]), [{ person: 'head', of: 'second', age: 8 }])
})
