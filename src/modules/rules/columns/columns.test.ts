/** Column files: what is written is read; what is damaged is refused, and says so. */
import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { ColumnFault, makeValues, storageFor, unknownOf } from './column-header.ts'
import { openColumn, readRows } from './read-column.ts'
import { loadStore } from './store.ts'
import { writeColumn } from './write-column.ts'

function inFolder(use: (folder: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'maru-columns-'))
  try { use(folder) } finally { rmSync(folder, { recursive: true, force: true }) }
}

test('what is written is read, whole or by rows, whatever its size', () => inFolder((folder) => {
  const number = fc.oneof(fc.integer({ min: 0, max: 254 }), fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }), fc.maxSafeInteger())
  fc.assert(fc.property(fc.array(fc.option(number), { minLength: 1, maxLength: 50 }), (cells) => {
    const known = cells.filter((cell) => cell !== null)
    const storage = storageFor(Math.min(0, ...known), Math.max(0, ...known))
    const values = makeValues(storage, cells.length)
    for (const [row, cell] of cells.entries()) values[row] = cell ?? unknownOf[storage]
    const header = writeColumn(folder, { entity: 'person', name: 'wage', type: 'money' }, values)
    const file = openColumn(join(folder, 'person.wage.column'))
    assert.deepEqual(file.header, header)
    assert.equal(header.holes, cells.length - known.length)
    if (known.length > 0) assert.deepEqual([header.min, header.max], [Math.min(...known), Math.max(...known)])
    assert.deepEqual([...readRows(file)], [...values])
    assert.deepEqual([...readRows(file, 1)], [...values].slice(1))
  }), { numRuns: 60 })
}))

test('a damaged file is refused', () => inFolder((folder) => {
  const path = join(folder, 'person.wage.column')
  const whole = () => { writeColumn(folder, { entity: 'person', name: 'wage', type: 'money' }, Int32Array.of(1, 2, 3)); return readFileSync(path) }
  const refused = (expected: RegExp) => assert.throws(() => loadStore(folder), (fault) => fault instanceof ColumnFault && expected.test(fault.message))
  writeFileSync(path, whole().subarray(0, -1)); refused(/has 139 bytes, and not those of 3 rows/)
  writeFileSync(path, whole().subarray(0, 20)); refused(/ends in its header/)
  writeFileSync(path, Buffer.concat([Buffer.from('PAR1'), whole()])); refused(/is no column file/)
  whole(); appendFileSync(path, 'x'); refused(/not those of 3 rows/)
  writeFileSync(path, whole().toString('latin1').replace('"money"', '"mania"'), 'latin1'); refused(/does not say what it holds/)
  writeFileSync(path, whole().toString('latin1').replace('"wage"', '"wega"'), 'latin1'); refused(/says it is person\.wega/)
}))

test('columns that do not fit together are refused', () => inFolder((folder) => {
  const members = (...first: number[]) => writeColumn(folder, { entity: 'household', name: 'person', type: 'members' }, Int32Array.from(first))
  const refused = (expected: RegExp) => assert.throws(() => loadStore(folder), expected)
  refused(/there are no column files/)
  writeColumn(folder, { entity: 'person', name: 'wage', type: 'money' }, Int32Array.of(1, 2, 3))
  members(0, 1, 3)
  assert.equal(loadStore(folder).households, 2)
  members(0, 1, 4); refused(/person\.wage has 3 rows, and there are 4/)
  members(1, 1, 3); refused(/begins with 1/)
  members(0, 4, 3); refused(/household 1 would have -1 members/)
}))
