/** `kill -9` in the middle of a pass: what it had begun is as if it had never been, what it had done stays, and nobody is told twice. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { openTestPasses, type TestPasses } from './test-pass.ts'
import type { Order } from './test-pass-program.ts'

let country: TestPasses
before(async () => { country = await openTestPasses() })
after(() => country.close())

const size = 15
/** A program, and no test of its own. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT'))

/** @returns once it is dead */
async function killed(wanted: Pick<Order, 'pauseAt' | 'afterPages'>) {
  const child = fork(new URL('./test-pass-program.ts', import.meta.url), { execArgv: ['--import', './src/kernel/tsx-hook.ts'], env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const { packFolder: pack, room: { app: database }, registers: { addresses }, secret, day } = country
  child.send({ pack, database, addresses, secret: secret.toString('hex'), day, size, ...wanted } satisfies Order)
  for await (const [message] of on(child)) {
    if ('done' in message) throw new Error('it came to its end before it could be killed')
    if ('paused' in message || (wanted.pauseAt === null && message.page === wanted.afterPages)) break
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function* on(child: ReturnType<typeof fork>) {
  for (;;) yield await once(child, 'message') as [{ page: number } | { paused: string } | { done: true }]
}

const keysOf = (events: Awaited<ReturnType<TestPasses['events']>>) =>
  events.flatMap(({ payload: { person, changes } }) => changes.map(({ change, service, of, on }) => [person, change, service, of ?? '', on].join(' '))).sort()

test('killed before a page is kept, behind a page, and again: the end is that of a pass that nobody killed', async () => {
  await killed({ pauseAt: 'pass-page', afterPages: 0 })
  assert.equal((await country.events()).length, 0)
  await killed({ pauseAt: 'pass-page', afterPages: 2 })
  const half = keysOf(await country.events())
  assert.ok(half.length > 0)
  await killed({ pauseAt: null, afterPages: 3 })
  const pass = await country.passes.run({ size })
  const told = keysOf(await country.events())
  assert.deepEqual(told.filter((key, at) => told[at - 1] === key), [], 'nothing twice')
  assert.ok(half.every((key) => told.includes(key)))
  const { people, finishedAt } = (await country.passes.report(pass))!
  assert.ok(finishedAt && people === (await country.exchange.residents('find-entitled', '', 1_000)).length, 'it went on, and began nothing anew')

  const other = await openTestPasses()
  try {
    await other.passes.run({ size: 1_000 })
    assert.deepEqual(told, keysOf(await other.events()), 'nothing lost')
    const plain = (stands: Awaited<ReturnType<TestPasses['stands']>>) => stands.map((stand) => JSON.stringify(stand))
    assert.deepEqual(plain(await country.stands()), plain(await other.stands()))
  } finally {
    await other.close()
  }
})

test('two at once are one', async () => {
  await country.moveTo('2027-01-02')
  const before = (await country.events()).length
  await Promise.all([country.passes.run({ size }), country.passes.run({ size })])
  const events = (await country.events()).slice(before)
  assert.ok(events.length > 0)
  assert.equal(new Set(events.map(({ payload }) => `${payload.pass} ${payload.person}`)).size, events.length)
  assert.equal(new Set(events.map(({ payload }) => payload.pass)).size, 1)
})
