/** A monthly benefit through the room's door: each month once, on its day, until its end; whoever dies, and however many run at once. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { after, before, beforeEach, test } from 'node:test'
import { openTestPayments, type TestPayments } from '../test-payments.ts'
import type { Order } from './test-monthly-program.ts'
import { monthlyPack } from './test-monthly.ts'

let it: TestPayments
before(async () => { it = await openTestPayments(monthlyPack()) })
after(() => it.close())
beforeEach(() => it.moveTo('2026-11-24'))

/** Granted in November and settled, by the month and nothing at once. */
async function granted(monthly: { value: number; from?: string; until?: string }[], person = 'FA-DEMO-000001') {
  const amounts = monthly.map((amount) => ({ ...amount, per: 'month' as const }))
  const line = it.grant({ amounts: [], monthly: amounts, person })
  await Promise.all(Array.from({ length: 10 }, () => it.settle(line)))
  return line
}
const owedOf = (line: string) => it.room.ask<{ month: string; amount: number }>('select month::text, amount::int from payments.obligation where line = $1 order by month', [line])
const seriesOf = async (line: string) => (await it.room.ask<{ next_day: string | null }>('select next_day::text from payments.series where line = $1', [line]))[0]

test('each month once, on its day or the open day before, until what was granted ends', async () => {
  const line = await granted([{ value: 700, from: '2026-11-20', until: '2027-02-10' }])
  assert.deepEqual(await owedOf(line), [{ month: '2026-11-01', amount: 700 }])
  for (const [day, months] of [['2026-11-30', 1], ['2026-12-23', 1], ['2026-12-24', 2], ['2026-12-25', 2], ['2027-01-24', 2], ['2027-01-25', 3], ['2027-02-28', 3], ['2027-06-01', 3]] as const) {
    it.moveTo(day)
    for (let again = 0; again < 2; again += 1) await it.payMonths()
    assert.equal((await owedOf(line)).length, months, day)
  }
  assert.equal((await seriesOf(line))!.next_day, null, 'the month in which it ends is not owed')
  const orders = await it.room.ask('select 1 from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.line = $1', [line])
  assert.equal(orders.length, 3)
})

test('months between the beginning of the right and the decision are paid with the first, once each, whoever tries and how often; a voucher is shown and never paid', async () => {
  const [monthly, vouchers] = [[{ value: 700, per: 'month' as const, from: '2026-09-20', until: '2027-02-10' }], [{ value: 50, per: 'month' as const, from: '2026-09-20', until: '2027-01-01' }]]
  const person = 'FA-DEMO-000088'
  const line = it.grant({ amounts: [], monthly, vouchers, owedFrom: '2026-09-20', person })
  await Promise.all(Array.from({ length: 10 }, () => it.settle(line)))
  const rows = await it.room.ask('select month::text, amount::int, arrears from payments.obligation where line = $1 order by month', [line])
  assert.deepEqual(rows, [{ month: '2026-09-01', amount: 700, arrears: true }, { month: '2026-10-01', amount: 700, arrears: true }, { month: '2026-11-01', amount: 700, arrears: false }])
  const [seen] = await it.payments.monthly(person, 24)
  assert.deepEqual(seen!.coming.slice(0, 2).map(({ amount, voucher }) => [amount, voucher]), [[700, 50], [700, 0]])
  const orders = await it.room.ask('select p.amount::int from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.line = $1', [line])
  assert.deepEqual(orders, [{ amount: 700 }, { amount: 700 }, { amount: 700 }], 'no voucher is ordered')
  assert.deepEqual((await it.payments.own(person)).map(({ arrears }) => arrears), [false, true, true])
  it.moveTo('2026-12-31')
  await it.payMonths()
  await it.settle(line)
  assert.equal((await owedOf(line)).length, 4)
  const [series] = await it.payments.monthly(person, 24)
  assert.deepEqual(series!.coming.map(({ month, amount, voucher }) => [month, amount, voucher]), [['2027-01-01', 700, 0]])
  await assert.rejects(it.asRoom(`insert into payments.obligation (id, kind, agency, service, person, case_id, receipt, line, per, month, amount, arrears)
    select gen_random_uuid(), kind, agency, service, person, case_id, receipt, line, per, month, amount, true from payments.obligation where line = '${line}' limit 1`), { code: '23505' })
  // A stop takes back what was paid in arrears as well.
  const [september] = await it.room.ask<{ id: string }>(`select id from payments.obligation where line = $1 and month = '2026-09-01'`, [line])
  await it.payments.stop(it.clerk, september!.id, 'this', 'Lives abroad')
  assert.equal((await it.room.ask(`select 1 from graphile_worker.jobs where task_identifier = 'payments.take-back'`)).length >= 4, true)
})

test('what takes the place of another is paid from its month on, without a month of both or of neither', async () => {
  const line = await granted([{ value: 1_000, from: '2025-12-10', until: '2026-12-10' }, { value: 500, from: '2026-12-10', until: '2027-12-10' }])
  it.moveTo('2027-01-31')
  await it.payMonths()
  assert.deepEqual((await owedOf(line)).map(({ amount }) => amount), [1_000, 500, 500])
})

test('what begins later is paid from then on; what ends with its month has no next', async () => {
  const later = await granted([{ value: 300, from: '2027-03-01' }])
  assert.deepEqual(await owedOf(later), [])
  assert.equal((await seriesOf(later))!.next_day, '2027-03-25')
  assert.equal(await seriesOf(await granted([{ value: 300, from: '2026-11-01', until: '2026-12-10' }])), undefined)
})

test('a house that stood still pays late what it missed, once; ten that wake at once pay no month twice', async () => {
  const lines = await Promise.all(Array.from({ length: 5 }, () => granted([{ value: 100, from: '2026-11-01' }])))
  it.moveTo('2027-03-01')
  await Promise.all(Array.from({ length: 10 }, () => it.payMonths()))
  for (const line of lines) assert.deepEqual((await owedOf(line)).map(({ month }) => month), ['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01'])
  await assert.rejects(it.asRoom(`insert into payments.obligation (id, kind, agency, service, person, case_id, receipt, line, per, month, amount)
    select gen_random_uuid(), kind, agency, service, person, case_id, receipt, line, per, month, amount from payments.obligation where line = '${lines[0]!}' limit 1`), { code: '23505' })
  const { sum } = await it.balances()
  assert.equal(sum, 0)
})

test('killed before a month is kept, and behind it: the rest is paid, nothing is missing or twice', async () => {
  const lines = await Promise.all(Array.from({ length: 4 }, () => granted([{ value: 100, from: '2026-11-01', until: '2027-02-05' }])))
  it.moveTo('2027-01-31')
  for (const pauseAt of ['payments.month.before-commit', 'payments.month.after-commit']) {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT'))
    const child = fork(new URL('./test-monthly-program.ts', import.meta.url), { execArgv: ['--import', './src/kernel/tsx-hook.ts'], env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    child.send({ database: it.room.app, today: '2027-01-31', pauseAt } satisfies Order)
    const [message] = await once(child, 'message') as [{ paused?: string }]
    assert.ok(message.paused, 'it came to its end before it could be killed')
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await it.payMonths()
  for (const line of lines) {
    assert.deepEqual((await owedOf(line)).map(({ month }) => month), ['2026-11-01', '2026-12-01', '2027-01-01'])
    const [entries] = await it.room.ask<{ n: number }>(`select count(*)::int n from payments.entry e join payments.obligation o on o.id = e.obligation where o.line = $1 and e.kind = 'owed'`, [line])
    assert.equal(entries!.n, 3)
  }
})

test('an account that the person named for a month that failed is that of the months after it', async () => {
  const line = it.grant({ amounts: [], monthly: [{ value: 700, per: 'month', from: '2026-11-01' }], account: 'Banque du Large 10-2030-0000', person: 'FA-DEMO-000042' })
  await it.settle(line)
  const [first] = await it.room.ask<{ id: string; order: string }>('select o.id, p.id as order from payments.obligation o join payments.payment_order p on p.obligation = o.id where o.line = $1', [line])
  await it.instruct(first!.order)
  await it.payments.nameAccount('FA-DEMO-000042', first!.id, 'Banque du Large 10-2030-42')
  it.moveTo('2026-12-24')
  await it.payMonths()
  const orders = await it.room.ask<{ account: string }>(`select p.account from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.line = $1 and o.month = '2026-12-01'`, [line])
  assert.deepEqual(orders, [{ account: 'Banque du Large 10-2030-42' }])
})

test('its person reads when the next comes, and all of two years; nobody else does', async () => {
  await granted([{ value: 700, from: '2026-11-20', until: '2027-02-10' }], 'FA-DEMO-000077')
  const [series] = await it.payments.monthly('FA-DEMO-000077', 24)
  assert.deepEqual(series!.coming, [{ month: '2026-12-01', amount: 700, day: '2026-12-24', voucher: 0 }, { month: '2027-01-01', amount: 700, day: '2027-01-25', voucher: 0 }])
  assert.equal(series!.until, '2027-02-10')
  assert.deepEqual(await it.payments.monthly('FA-DEMO-000078', 24), [])
})
