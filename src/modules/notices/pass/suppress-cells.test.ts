/** Nobody can be found in what is published: whoever knows how cells are hidden and subtracts all day learns no hidden count. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { suppressCells, tabulate } from './suppress-cells.ts'

const k = 3
const keys = ['a', 'b', 'c', 'd']
const cellsOf = (counts: readonly number[]) => counts.map((count, at) => ({ key: keys[at]!, count }))
/** What is published of such counts, total and all. */
const published = (counts: readonly number[]) => {
  const cells = suppressCells(cellsOf(counts), k)
  return JSON.stringify(cells === undefined ? null : [counts.reduce((sum, count) => sum + count, 0), cells.map(({ count }) => count)])
}

test('every hidden count could be several others, for all tables of four cells up to eight', () => {
  const seen = new Map<string, number[][]>()
  const walk = (counts: number[]) => {
    if (counts.length < 4) for (let count = 0; count <= 8; count += 1) walk([...counts, count])
    else seen.set(published(counts), [...(seen.get(published(counts)) ?? []), counts])
  }
  walk([])
  for (const [text, possible] of seen) {
    if (text === 'null') continue
    const [, counts] = JSON.parse(text) as [number, (number | null)[]]
    for (const [at, count] of counts.entries()) {
      if (count === null) assert.ok(new Set(possible.map((table) => table[at])).size > 1, `${text}: cell ${at} can only be ${possible[0]![at]!}`)
      else assert.ok(count === 0 || count >= k, text)
    }
  }
})

test('a small cell takes another with it, and a total that tells too much goes', () => {
  assert.deepEqual(suppressCells(cellsOf([1, 40, 12, 30]), k)!.map(({ count }) => count), [null, 40, null, 30])
  assert.deepEqual(suppressCells(cellsOf([0, 40, 12, 30]), k)!.map(({ count }) => count), [0, 40, 12, 30])
  assert.equal(suppressCells(cellsOf([1, 1, 0, 0]), k), undefined)
  assert.deepEqual(tabulate([{ service: 's', area: 'a', band: '0-9', people: 2 }], ['a', 'b'], k), [{ service: 's', total: null, area: [], band: [] }])
})

test('tables of any size: shown counts are at least the least, hidden ones are never one alone, and both tables keep or lose their total together', () => {
  fc.assert(fc.property(fc.array(fc.record({ area: fc.constantFrom('a', 'b', 'c', null), band: fc.constantFrom('0-9', '10-19', '80+', null), people: fc.nat(30) }), { maxLength: 12 }), (rows) => {
    for (const { total, area, band } of tabulate(rows.map((row) => ({ service: 's', ...row })), ['a', 'b', 'c'])) {
      if (total === null) assert.deepEqual([area, band], [[], []])
      for (const cells of [area, band]) {
        assert.ok(cells.every(({ count }) => count === null || count === 0 || count >= 10))
        assert.notEqual(cells.filter(({ count }) => count === null).length, 1)
      }
    }
  }))
})
