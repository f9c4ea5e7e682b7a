/** A monthly benefit ends before its time: nothing more is owed, and what is not owed is taken back in the ledger, once. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openTestPayments, type TestPayments } from '../test-payments.ts'
import { monthlyPack } from './test-monthly.ts'

let it: TestPayments
before(async () => { it = await openTestPayments(monthlyPack()) })
after(() => it.close())
beforeEach(() => it.moveTo('2026-11-24'))

let people = 300
/** Paid for November, and owed for December: its order waits. */
async function running(account: string | null = 'Banque du Large 10-2030-41') {
  const person = `FA-DEMO-000${people += 1}`
  const line = it.grant({ amounts: [], monthly: [{ value: 700, per: 'month', from: '2026-11-01' }], person, account })
  await it.settle(line)
  const [november] = await months(line)
  if (account !== null) {
    await it.instruct(november!.order!)
    await it.readOn()
  }
  it.moveTo('2026-12-24')
  await it.payMonths()
  const [first, second] = await months(line)
  return { person, line, november: first!, december: second! }
}
const months = (line: string) => it.room.ask<{ id: string; order: string | null; month: string }>('select o.id, p.id as order, o.month::text from payments.obligation o left join payments.payment_order p on p.obligation = o.id where o.line = $1 order by o.month', [line])
const kindsOf = async (id: string) => (await it.payments.payment(it.clerk, id)).entries.map(({ kind }) => kind)
const later = async (line: string) => {
  it.moveTo('2027-06-30')
  await it.payMonths()
  return (await months(line)).length
}

test('the clerk stops it from a month that was paid: that month is asked back, what came after it is reversed, each once', async () => {
  const { line, november, december } = await running()
  await assert.rejects(it.payments.stop(it.clerk, november.id, 'this', ' '), { code: 'payments.reason-missing' })
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => it.payments.stop(it.clerk, november.id, 'this', 'The child lives elsewhere')))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  for (let again = 0; again < 3; again += 1) for (const { id } of [november, december]) await it.takeBack(id)
  assert.deepEqual(await kindsOf(november.id), ['owed', 'ordered', 'paid', 'reclaimed'])
  // Its order waits: nobody knows yet whether the bank has it.
  assert.deepEqual(await kindsOf(december.id), ['owed'])
  await it.instruct(december.order!)
  await it.readOn()
  await it.takeBack(december.id)
  assert.deepEqual(await kindsOf(december.id), ['owed', 'ordered', 'paid', 'reclaimed'])
  assert.equal(await later(line), 2)
  const { sum } = await it.balances()
  assert.equal(sum, 0)
})

test('where nothing is paid by the month, or no more, a missing reason is no matter: there is no field for it', async () => {
  const line = it.grant()
  await it.settle(line)
  const [once] = await months(line)
  await assert.rejects(it.payments.stop(it.clerk, once!.id, 'next', ' '), { code: 'payments.not-monthly' })
  const { november } = await running(null)
  await it.payments.stop(it.clerk, november.id, 'next', 'Moved away')
  await assert.rejects(it.payments.stop(it.clerk, november.id, 'next', ' '), { code: 'payments.not-monthly' })
})

test('what is asked back comes back under its reference, and is booked once', async () => {
  const { november, person } = await running()
  await it.payments.stop(it.clerk, november.id, 'this', 'Granted by mistake')
  await it.takeBack(november.id)
  assert.equal((await it.payments.own(person)).find(({ id }) => id === november.id)!.standing, 'reclaimed')
  const account = it.accounts['family-fund']!
  for (let again = 0; again < 2; again += 1) await it.payIn(account, 700, november.id)
  await it.readOn()
  assert.deepEqual(await kindsOf(november.id), ['owed', 'ordered', 'paid', 'reclaimed', 'repaid'])
  assert.equal((await it.payments.own(person)).find(({ id }) => id === november.id)!.standing, 'repaid')
  const [left] = await it.room.ask<{ n: number }>(`select count(*)::int n from payments.statement_line where reference = $1 and entry is null`, [november.id])
  assert.equal(left!.n, 1, 'the second is nobody’s, and waits for the clerk')
})

test('who wants it no more keeps what was paid; nobody else can stop it', async () => {
  const { person, line, november } = await running(null)
  await assert.rejects(it.payments.refuse('FA-DEMO-000999', line), { code: 'payments.no-such-payment' })
  await it.payments.refuse(person, line)
  await assert.rejects(it.payments.refuse(person, line), { code: 'payments.not-monthly' })
  assert.deepEqual(await it.payments.monthly(person, 24).then(([series]) => series!.coming), [])
  assert.equal(await later(line), 2)
  assert.deepEqual(await kindsOf(november.id), ['owed'])
})

test('a month that was owed to somebody and never left is reversed; death ends everything that runs, and may be told again', async () => {
  const { person, line, december } = await running(null)
  await it.payments.stop(it.clerk, december.id, 'this', 'Moved away')
  await it.takeBack(december.id)
  assert.deepEqual(await kindsOf(december.id), ['owed', 'reversed'])
  const other = it.grant({ amounts: [], monthly: [{ value: 700, per: 'month', from: '2026-11-01' }], person })
  await it.settle(other)
  it.moveTo('2026-12-31')
  for (let again = 0; again < 2; again += 1) await it.payments.died(person)
  const before = (await months(other)).length
  assert.equal(await later(other), before)
  assert.equal(await later(line), 2)
})

test('an objection that is right lifts the stop too: the benefit goes on from the month it was stopped for, what was missed and taken back included, and the person is told once', async () => {
  const { person, line, november, december } = await running()
  await it.payments.stop(it.clerk, november.id, 'this', 'The child lives elsewhere')
  for (const { id } of [november, december]) await it.takeBack(id)
  await it.instruct(december.order!)
  await it.readOn()
  await it.takeBack(december.id)
  assert.deepEqual((await it.payments.own(person)).map(({ standing }) => standing), ['reclaimed', 'reclaimed'])
  it.moveTo('2027-03-26')
  await it.payMonths()
  assert.equal((await months(line)).length, 2, 'stopped')
  await it.work()
  const told = it.told.length
  for (let again = 0; again < 3; again += 1) {
    await it.liftReclaim(november.id)
    await it.work()
    await it.payMonths()
    for (const { id } of [november, december]) await it.takeBack(id)
  }
  assert.deepEqual((await months(line)).map(({ month }) => month), ['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01'])
  for (const { id } of [november, december]) assert.deepEqual((await kindsOf(id)).slice(-2), ['reclaimed', 'reclaim-lifted'])
  assert.deepEqual((await it.payments.monthly(person, 1)).map(({ coming }) => coming.map(({ month }) => month)), [['2027-04-01']])
  assert.deepEqual(it.told.slice(told).map(({ kind, payment }) => [kind, payment]), [['payment-resumed', november.id]])
  assert.equal((await it.balances()).sum, 0)
  // What is found later stops it once more.
  const { 4: march } = await months(line)
  await it.payments.stop(it.clerk, march!.id, 'this', 'Moved abroad')
  await it.takeBack(march!.id)
  await it.liftReclaim(november.id)
  assert.deepEqual((await it.payments.monthly(person, 1)).map(({ coming }) => coming), [[]], 'an old objection lifts no new stop')
})

test('what never left is owed again; a claim that another objection upheld, and death, leave the benefit stopped', async () => {
  const again = await running()
  await it.payments.stop(it.clerk, again.november.id, 'this', 'The child lives elsewhere')
  await it.takeBack(again.november.id)
  await it.room.ask(`update payments.payment_order set state = 'rejected' where id = $1`, [again.december.order])
  await it.takeBack(again.december.id)
  assert.deepEqual(await kindsOf(again.december.id), ['owed', 'reversed'])
  for (let twice = 0; twice < 2; twice += 1) await it.liftReclaim(again.november.id)
  assert.deepEqual((await it.payments.own(again.person)).filter(({ month }) => month === '2026-12-01').map(({ kind, standing }) => [kind, standing]), [['refund', 'waiting'], ['benefit', 'reversed']])

  for (const why of ['upheld', 'death'] as const) {
    it.moveTo('2026-11-24')
    const { person, line, november, december } = await running()
    await it.instruct(december.order!)
    await it.readOn()
    await it.payments.stop(it.clerk, november.id, 'this', 'The child lives elsewhere')
    for (const { id } of [november, december]) await it.takeBack(id)
    if (why === 'death') await it.payments.died(person)
    else await it.decideObjection(december.id, 'upheld')
    await it.liftReclaim(november.id)
    assert.equal(await later(line), 2, why)
    assert.equal((await kindsOf(november.id)).at(-1), 'reclaim-lifted')
    assert.equal((await kindsOf(december.id)).at(-1), 'reclaimed')
  }
})

test('an objection lifts the claim, once: before it is paid back by an entry of its own, after it the same is paid again', async () => {
  const asked = await running()
  it.moveTo('2026-11-24')
  const repaid = await running()
  for (const { november } of [asked, repaid]) {
    await it.payments.stop(it.clerk, november.id, 'this', 'The child lives elsewhere')
    await it.takeBack(november.id)
  }
  const account = it.accounts['family-fund']!
  await it.payIn(account, 700, repaid.november.id)
  await it.readOn()
  for (let again = 0; again < 3; again += 1) for (const { november } of [asked, repaid]) {
    await it.liftReclaim(november.id)
    await it.takeBack(november.id)
  }
  const standing = async (person: string) => (await it.payments.own(person)).filter(({ month }) => month === '2026-11-01').map((row) => [row.kind, row.standing])
  assert.deepEqual(await kindsOf(asked.november.id), ['owed', 'ordered', 'paid', 'reclaimed', 'reclaim-lifted'])
  assert.deepEqual(await standing(asked.person), [['benefit', 'paid']])
  assert.deepEqual(await kindsOf(repaid.november.id), ['owed', 'ordered', 'paid', 'reclaimed', 'repaid'])
  assert.deepEqual(await standing(repaid.person), [['refund', 'waiting'], ['benefit', 'repaid']])
  const [refund] = await it.room.ask<{ id: string }>(`select p.id from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.kind = 'refund' and o.line = $1`, [repaid.line])
  await it.instruct(refund!.id)
  await it.readOn()
  assert.deepEqual(await standing(repaid.person), [['refund', 'paid'], ['benefit', 'repaid']])
  // Whoever pays it all the same is owed it back: the clerk sees the line.
  await it.payIn(account, 700, asked.november.id)
  await it.readOn()
  const [late] = await it.room.ask<{ unmatched: string }>(`select unmatched from payments.statement_line where reference = $1`, [asked.november.id])
  assert.equal(late!.unmatched, 'not-awaited')
  assert.equal((await it.balances()).sum, 0)
  const { unexplained } = await it.payments.reconciliation(it.clerk)
  assert.equal(unexplained, 0)
})
