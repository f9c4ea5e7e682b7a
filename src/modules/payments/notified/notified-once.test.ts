/** What the bank announces is booked once, by however many readers, of fees as well, and over every death of the process; a bank that announces nothing is read as before. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { openTestPayments, type TestPayments } from '../test-payments.ts'
import { readNotifications } from './read-notifications.ts'
import { currency, into, openAccount, out } from './test-account.ts'
import type { Order } from './test-notified-program.ts'

let it: TestPayments
before(async () => { it = await openTestPayments() })
after(() => it.close())

test('however many read at once, each is booked once', async () => {
  const at = openAccount(it)
  const orders = [await at.ordered(100), await at.ordered(200), await at.ordered(300)]
  const bookings = orders.map(({ order }, n) => out(`B${n}`, order, (n + 1) * 100))
  at.announce(bookings.slice(0, 2))
  at.announce(bookings)
  at.state(bookings)
  await Promise.all([at.read(), at.readStatements(), at.read(), at.readStatements(), at.read()])
  for (const { id } of orders) assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid'])
  const { told, matched, unexplained } = await at.page()
  assert.deepEqual([told.open, told.contradicted, matched, unexplained], [[], [], 3, 0])
})

test('a bank that announces nothing is read as before', async () => {
  const at = openAccount(it)
  const { notification: _, ...silent } = at.bank
  assert.equal(await readNotifications(it.db, silent, at.agency), 0)
})

test('a fee is counted as received early, and once', async () => {
  const at = openAccount(it)
  const fee = await at.fee()
  assert.ok(fee)
  at.announce([into('B1', fee.id, fee.amount)])
  await at.read()
  assert.deepEqual(await at.kinds(fee.id), ['fee-asked', 'fee-received'])
  at.state([into('B1', fee.id, fee.amount)])
  await at.readStatements()
  const { told, matched, unexplained } = await at.page()
  assert.deepEqual([await at.kinds(fee.id), told.open, matched, unexplained], [['fee-asked', 'fee-received'], [], 1, 0])
})

test('whoever is killed before or after the commit leaves it whole: read again it is booked once, and the statement confirms it', async () => {
  const agency = 'family-fund'
  const clerk = { ...it.clerk, agency }
  for (const [n, pauseAt] of ['payments.notification.before-commit', 'payments.notification.after-commit'].entries()) {
    const line = it.grant({ agency })
    await it.settle(line)
    const [{ id, order } = assert.fail('not owed')] = await it.room.ask<{ id: string; order: string }>('select o.id, p.id as order from payments.obligation o join payments.payment_order p on p.obligation = o.id where o.line = $1', [line])
    await it.instruct(order)
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT'))
    const child = fork(new URL('./test-notified-program.ts', import.meta.url), { execArgv: ['--import', './src/kernel/tsx-hook.ts'], env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    child.send({ database: it.room.app, bank: it.bankSettings, currency, agency, pauseAt } satisfies Order)
    const [message] = await once(child, 'message') as [{ paused?: string }]
    assert.ok(message.paused, 'it came to its end before it could be killed')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const kinds = async () => (await it.payments.payment(clerk, id)).entries.map(({ kind }) => kind)
    assert.equal((await kinds()).at(-1), n === 0 ? 'ordered' : 'paid')
    for (let again = 0; again < 2; again += 1) await readNotifications(it.db, it.bank, agency)
    assert.deepEqual(await kinds(), ['owed', 'ordered', 'paid'])
    await it.readOn()
    assert.deepEqual(await kinds(), ['owed', 'ordered', 'paid'])
  }
  const { told, matched, unexplained } = await it.payments.reconciliation(clerk)
  assert.deepEqual([told.open, told.contradicted, matched, unexplained], [[], [], 2, 0])
})
