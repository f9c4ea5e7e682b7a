/** The formatter changes the layout and nothing else: every page of every pack means the same, and formatting twice is formatting once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { formatPage } from './format-page.ts'
import { readStatute } from './read-statute.ts'

/** What a page says, without where it says it. */
function meaning(text: string): unknown {
  const read = readStatute('page.md', text)
  if (!('statute' in read)) return assert.fail(JSON.stringify(read.problems))
  return JSON.parse(JSON.stringify(read.statute.items, (key, value: unknown) => (key === 'at' || key === 'text' ? undefined : value)))
}

const pages = ['packs/kr', 'packs/farland', 'packs/template'].flatMap((folder) => loadPack(folder).rules)

test('every page of every pack means the same after formatting, and formatting again changes nothing', () => {
  assert.ok(pages.length > 10)
  for (const { path, text } of pages) {
    const formatted = formatPage(text)
    assert.deepEqual(meaning(formatted), meaning(text), path)
    assert.equal(formatPage(formatted), formatted, path)
  }
})

test('whatever spaces an author leaves, the page comes out alike', () => {
  fc.assert(fc.property(fc.constantFrom(...pages), fc.infiniteStream(fc.constantFrom('', ' ', '    ', '\t')), ({ text }, spaces) => {
    const shaken = text.replaceAll(/^ +(?=\S)/gm, () => spaces.next().value as string)
    assert.equal(formatPage(shaken), formatPage(text))
  }), { numRuns: 60 })
})

test('an example by eye', () => {
  const page = ['Prose   stays.', '```maru', 'law en   "Law"', 'vi "Luật" as of 2026-01-01', '-- a remark', 'parameter  limit: money under §4', 'from 2026-01-01:1 = 1234567;2=-5', '', '', 'rule help under §1',
    'when household.rent is under( 3*limit )', 'holds en "yes"', 'vi "có"', 'fails en "no"', '        vi "không"', 'pays larger of(0,household.rent-1000) a month', '```'].join('\n')
  assert.equal(formatPage(page), ['Prose   stays.', '```maru', 'law en "Law"', '    vi "Luật" as of 2026-01-01', '-- a remark', 'parameter limit: money under §4', '  from 2026-01-01: 1 = 1,234,567; 2 = -5', '', 'rule help under §1',
    '  when household.rent is under (3 * limit)', '    holds en "yes"', '          vi "có"', '    fails en "no"', '          vi "không"', '  pays larger of (0, household.rent-1000) a month', '```'].join('\n'))
})
