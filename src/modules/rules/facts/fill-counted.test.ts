import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { fillCounted } from './fill-counted.ts'

const facts: Fact[] = [
  { fact: 'household.size', label: {}, type: 'int', counts: { list: 'person', without: ['newborn'] } },
  { fact: 'person.age', label: {}, type: 'int', list: true }, { fact: 'newborn.age', label: {}, type: 'int', list: true },
]

test('a number follows from who is on the lists, and from nothing less', () => {
  assert.deepEqual(fillCounted({ person: [{}, {}, {}], newborn: [{}] }, facts)['household'], { size: 2 })
  assert.deepEqual(fillCounted({ person: [{}], newborn: [], household: { region: 'seoul', size: null } }, facts)['household'], { region: 'seoul', size: 1 })
  assert.equal(fillCounted({ person: [{}, {}] }, facts)['household'], undefined, 'children are not known')
  assert.equal(fillCounted({ person: [{}], newborn: [{}] }, facts)['household'], undefined, 'somebody must be left')
  assert.deepEqual(fillCounted({ person: [{}, {}, {}], newborn: [], household: { size: 5 } }, facts)['household'], { size: 5 }, 'what was said stays')
})
