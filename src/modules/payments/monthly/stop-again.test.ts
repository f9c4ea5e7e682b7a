/** The same month is stopped more than once: asked back, paid back, lifted, and owed once more each time that it truly is. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openTestPayments, type TestPayments } from '../test-payments.ts'
import { monthlyPack } from './test-monthly.ts'

let it: TestPayments
before(async () => { it = await openTestPayments(monthlyPack()) })
after(() => it.close())
beforeEach(() => it.moveTo('2026-11-24'))

let people = 400
const november = '2026-11-01'

/** Paid for November. */
async function paid() {
  const person = `FA-DEMO-000${people += 1}`
  const line = it.grant({ amounts: [], monthly: [{ value: 700, per: 'month', from: november }], person })
  await it.settle(line)
  const of = () => it.room.ask<{ id: string; kind: string; again_of: string | null; order: string | null; state: string | null }>(
    `select o.id, o.kind, o.again_of, p.id as order, p.state from payments.obligation o left join payments.payment_order p on p.obligation = o.id where o.line = $1 and o.month = $2 order by o.created_at, o.id`, [line, november])
  const pay = async () => {
    for (const { order, state } of await of()) if (order !== null && state === 'waiting') await it.instruct(order)
    await it.readOn()
  }
  await pay()
  return { person, line, of, pay, last: async () => (await of()).at(-1)! }
}
const kindsOf = async (id: string) => (await it.payments.payment(it.clerk, id)).entries.map(({ kind }) => kind)
const standings = async (person: string) => (await it.payments.own(person)).map(({ kind, standing }) => `${kind} ${standing}`)

/** Stopped from November on, and every month of it taken back; each step as often as the queue may run it. */
async function stop(of: Awaited<ReturnType<typeof paid>>) {
  await it.payments.stop(it.clerk, (await of.last()).id, 'this', 'The child lives elsewhere')
  for (let again = 0; again < 2; again += 1) for (const { id } of await of.of()) await it.takeBack(id)
}

async function lift(id: string) {
  for (let again = 0; again < 3; again += 1) {
    await it.liftReclaim(id)
    await it.work()
  }
}

test('stopped, paid back and lifted three times, it is owed once more each time, and paid', async () => {
  const one = await paid()
  for (const turn of [1, 2, 3]) {
    await stop(one)
    const { id } = await one.last()
    await it.payIn(it.accounts['family-fund']!, 700, id)
    await it.readOn()
    assert.deepEqual((await kindsOf(id)).slice(-2), ['reclaimed', 'repaid'])
    await lift(id)
    const all = await one.of()
    assert.deepEqual(all.map(({ kind }) => kind), ['benefit', ...Array.from({ length: turn }, () => 'refund')])
    assert.equal(all.at(-1)!.again_of, id, 'in the place of the one before it')
    // What is told late of an earlier one changes nothing.
    for (const { id: earlier } of all.slice(0, -1)) await lift(earlier)
    assert.equal((await one.of()).length, turn + 1)
    await one.pay()
  }
  assert.deepEqual(await standings(one.person), ['refund paid', 'refund repaid', 'refund repaid', 'benefit repaid'])
  assert.equal((await it.balances()).sum, 0)
  assert.equal((await it.payments.reconciliation(it.clerk)).unexplained, 0)
})

test('lifted before it was paid back and stopped once more, it is asked back once more, in a letter of its own; lifted again, it is not', async () => {
  const one = await paid()
  const { id } = await one.last()
  await it.work()
  const told = it.told.length
  for (const turn of [1, 2]) {
    await stop(one)
    assert.equal((await kindsOf(id)).at(-1), 'reclaimed', String(turn))
    assert.deepEqual(await standings(one.person), ['benefit reclaimed'])
    await lift(id)
    assert.equal((await kindsOf(id)).at(-1), 'reclaim-lifted')
    assert.equal((await it.payments.monthly(one.person, 2))[0]!.coming[0]!.month, '2026-12-01', 'what was paid is not said to come')
    assert.deepEqual(await standings(one.person), ['benefit paid'])
  }
  assert.deepEqual(await kindsOf(id), ['owed', 'ordered', 'paid', 'reclaimed', 'reclaim-lifted', 'reclaimed', 'reclaim-lifted'])
  const asked = it.told.slice(told)
  assert.deepEqual(asked.map(({ kind }) => kind), ['payment-reclaimed', 'payment-resumed', 'payment-reclaimed', 'payment-resumed'])
  assert.equal(new Set(asked.map(({ payment }) => payment)).size, 2, 'the timeline does not take the second for a repetition of the first')
  assert.deepEqual(new Set(asked.flatMap(({ asked: of }) => (of ? [of.reference] : []))), new Set([id]), 'the transfer names what was paid')
  await stop(one)
  await it.payIn(it.accounts['family-fund']!, 700, id)
  await it.readOn()
  assert.equal((await kindsOf(id)).at(-1), 'repaid')
  await lift(id)
  assert.deepEqual((await one.of()).map(({ kind }) => kind), ['benefit', 'refund'])
  assert.equal((await it.balances()).sum, 0)
})

test('what never left is reversed and owed again each time', async () => {
  const one = await paid()
  // December is what the bank refuses: it never leaves.
  it.moveTo('2026-12-24')
  await it.payMonths()
  const months = () => it.room.ask<{ id: string; month: string; kind: string; order: string | null }>('select o.id, o.month::text, o.kind, p.id as order from payments.obligation o left join payments.payment_order p on p.obligation = o.id where o.line = $1 order by o.created_at, o.id', [one.line])
  const december = async () => (await months()).filter(({ month }) => month === '2026-12-01')
  for (const turn of [1, 2]) {
    await it.room.ask(`update payments.payment_order set state = 'rejected' where id = $1`, [(await december()).at(-1)!.order])
    await it.payments.stop(it.clerk, (await one.last()).id, 'this', 'The child lives elsewhere')
    for (const { id } of await months()) await it.takeBack(id)
    assert.equal((await kindsOf((await december()).at(-1)!.id)).at(-1), 'reversed')
    await lift((await one.last()).id)
    assert.deepEqual((await december()).map(({ kind }) => kind), ['benefit', ...Array.from({ length: turn }, () => 'refund')])
  }
  assert.equal((await it.balances()).sum, 0)
})

test('an objection to the first claim lifts no second one, however late it is told', async () => {
  const one = await paid()
  const { id } = await one.last()
  await stop(one)
  const [first] = await it.room.ask<{ id: string }>(`select id from payments.entry where obligation = $1 and kind = 'reclaimed'`, [id])
  await lift(id)
  await stop(one)
  await it.liftReclaim(id, first!.id)
  assert.equal((await kindsOf(id)).at(-1), 'reclaimed')
  assert.equal((await it.payments.monthly(one.person, 1))[0]!.coming.length, 0)
})
