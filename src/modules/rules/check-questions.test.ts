/** A fact that people are asked for by its label alone, and a list that nobody is asked the number of, are mistakes of the pack. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { checkQuestions } from './check-questions.ts'
import { irOfPack } from './ir/ir-of-pack.ts'

test('every fact that a rule may ask for is asked in words, and so is the number on a list', () => {
  const pack = loadPack('packs/template')
  const ir = irOfPack(pack)
  assert.deepEqual(checkQuestions(ir, pack.facts), [])
  const bare = pack.facts.map(({ question: _question, count: _count, ...fact }) => fact)
  const told = checkQuestions(ir, bare).map(({ message }) => message)
  for (const name of ['household.size', 'newborn.birth_date', 'how many there are: newborn']) assert.ok(told.some((message) => message.includes(name)), told.join('\n'))
  assert.ok(!told.some((message) => message.includes('household.account') || message.includes('application.date')))
})
