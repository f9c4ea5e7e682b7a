/** The reference is the one that the grammar makes, it shows every construct, and its examples are law that runs. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openLaw } from '../evaluate/open-law.ts'
import { createExamples } from '../evaluate/run-example.ts'
import { build, testLists } from '../test-law.ts'
import { beside, constructs } from './constructs.ts'
import { generateReference, referenceFile } from './generate-reference.ts'

test('docs/reference/rules.md is the one that the grammar makes', () => {
  assert.equal(readFileSync(referenceFile, 'utf8'), generateReference())
})

test('every kind of item has its example', () => {
  const grammar = readFileSync('src/modules/rules/language/grammar.peggy', 'utf8')
  const items = /^Item = (.*)$/m.exec(grammar)![1]!.split(' / ').toSorted()
  assert.deepEqual(constructs.map(({ production }) => production).toSorted(), items)
})

test('the examples together are one page of law: built without a mistake, and its worked examples come out', () => {
  const { ir, book, problems } = build([...constructs.filter(({ production }) => production !== 'Law').map(({ example }) => example), beside].join('\n'))
  assert.deepEqual(problems, [])
  const run = createExamples(openLaw(ir!, []), testLists)
  assert.ok(book.examples.length >= 2)
  for (const example of book.examples) assert.equal(run(example), null)
})
