import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookForRubbish, measureThisProcess } from './give-back-when-idle.ts'

const megabyte = 2 ** 20

test('memory is given back after a quiet time, when there is enough of it', async () => {
  const seen = { busy: 0.5, used: 90 * megabyte, collections: 0 }
  const look = lookForRubbish({
    busy: () => seen.busy,
    used: () => seen.used,
    async collect() {
      seen.collections += 1
      seen.used = 60 * megabyte
    },
  })
  await look()
  assert.equal(seen.collections, 0, 'not while pages are made')
  seen.busy = 0.001
  await look()
  assert.equal(seen.collections, 1)
  seen.used = 65 * megabyte
  await look()
  assert.equal(seen.collections, 1, 'not for a few pages')
  seen.used = 70 * megabyte
  await look()
  assert.equal(seen.collections, 2)
})

test('a collection takes what nobody holds any longer, and the system has it again', async () => {
  const { collect, used } = measureThisProcess()
  await collect()
  const before = used()
  const full = fill(used)
  await collect()
  assert.ok(full.used - before > 24 * megabyte)
  assert.ok(used() - before < 8 * megabyte, `${before} bytes before, ${full.used} with the rubbish, ${used()} after`)
  assert.ok(process.memoryUsage().heapTotal < full.total)
})

/** Makes 32 MB of what nobody holds after it has returned. */
function fill(used: () => number) {
  const rows = Array.from({ length: 4_000 }, (_, row) => Array.from({ length: 1_000 }, (_, column) => row * column + 0.5))
  return { rows: rows.length, used: used(), total: process.memoryUsage().heapTotal }
}
