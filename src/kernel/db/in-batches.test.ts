import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBatches } from './in-batches.ts'

await test('those of one moment go together, those who come meanwhile with the next, and never more than may', async () => {
  const sizes: number[] = []
  const { ask, idle } = inBatches<number, number>(4, async (batch) => {
    sizes.push(batch.length)
    if (sizes.length === 1) later.push(ask(10), ask(11))
    await Promise.resolve()
    return batch.map((asked) => asked * 2)
  })
  const later: Promise<number>[] = []
  assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map(ask)), [2, 4, 6, 8, 10])
  assert.deepEqual(await Promise.all(later), [20, 22])
  await idle()
  assert.deepEqual(sizes, [4, 3])
  assert.equal(await ask(6), 12)
})

await test('bad data fails alone; an outage fails all that were in it, and the next are tried', async () => {
  let tries = 0
  const { ask } = inBatches<string, string>(8, (batch) => {
    tries += 1
    if (batch.includes('bad')) return Promise.reject(Object.assign(new Error('invalid byte'), { code: '22021' }))
    if (batch.includes('away')) return Promise.reject(Object.assign(new Error('no connection'), { code: '57P01' }))
    return Promise.resolve(batch)
  })
  const outcomes = await Promise.allSettled(['one', 'bad', 'two'].map(ask))
  assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled'])
  assert.equal(tries, 4)
  assert.deepEqual((await Promise.allSettled(['one', 'away'].map(ask))).map(({ status }) => status), ['rejected', 'rejected'])
  assert.equal(tries, 5)
  assert.equal(await ask('three'), 'three')
})

await test('two batches that waited for each other are tried again one by one: nobody hears of it', async () => {
  const sizes: number[] = []
  const { ask } = inBatches<number, number>(8, (batch) => {
    sizes.push(batch.length)
    return batch.length > 1 ? Promise.reject(Object.assign(new Error('deadlock detected'), { code: '40P01' })) : Promise.resolve(batch)
  })
  assert.deepEqual(await Promise.all([1, 2, 3].map(ask)), [1, 2, 3])
  assert.deepEqual(sizes, [3, 1, 1, 1])
})
