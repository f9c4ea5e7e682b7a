/** What a clerk makes of a line by hand: opened again where it was set aside, what was never ordered, what was asked back; and found among all that was ever paid. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openTestPayments, type TestPayments } from '../test-payments.ts'
import { monthlyPack } from '../monthly/test-monthly.ts'
import { candidatesOf } from './list-candidates.ts'

let it: TestPayments
before(async () => { it = await openTestPayments(monthlyPack()) })
after(() => it.close())

const why = { reason: ' The bank rang ' }
const written = async (amount: number, isReturn = false) => {
  await it.payIn(it.accounts['family-fund']!, 1, 'so that there is a statement')
  await it.readOn()
  const [row] = await it.room.ask<{ id: string }>(`insert into payments.statement_line (id, statement, agency, bank_reference, amount, booked_on, is_return, unmatched)
    select gen_random_uuid(), id, agency, gen_random_uuid(), $1, '2026-11-27', $2, 'unknown-reference' from payments.statement where agency = 'family-fund' order by sequence desc limit 1 returning id`, [amount, isReturn])
  return row!.id
}
const obligationOf = async (line: string) => (await it.room.ask<{ id: string }>('select id from payments.obligation where line = $1', [line]))[0]!.id
const kindsOf = async (id: string) => (await it.payments.payment(it.clerk, id)).entries.map(({ kind }) => kind)

test('what was set aside waits again, with a reason and its history; once, by one of many, and never what the ledger has booked', async () => {
  const line = await written(-700)
  await assert.rejects(it.payments.reopenLine(it.clerk, line, 'Ours'), { code: 'payments.not-aside' })
  await it.payments.assignLine(it.clerk, line, { payment: 'not-ours', ...why })
  await assert.rejects(it.payments.reopenLine(it.clerk, line, '  '), { code: 'payments.why-missing', pointer: '/reason' })
  await assert.rejects(it.payments.reopenLine({ ...it.clerk, agency: 'town-hall' }, line, 'Mine'), { code: 'payments.no-such-line' })
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => it.payments.reopenLine(it.clerk, line, ' It is ours ')))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.ok((await it.payments.reconciliation(it.clerk)).lines.some(({ id }) => id === line), 'it waits for a clerk')

  const owed = await obligationOf(await settled({ account: null, amounts: [{ value: 700, per: 'once' }] }))
  await it.payments.assignLine(it.clerk, line, { payment: owed, ...why })
  const { history, assigned } = await it.payments.line(it.clerk, line)
  assert.deepEqual(history.map(({ obligation, reopened_why, reopened_by }) => [obligation, reopened_why, reopened_by]), [[null, 'It is ours', 'official:o1'], [owed, null, null]])
  assert.equal(assigned!.obligation, owed)
  await assert.rejects(it.payments.reopenLine(it.clerk, line, 'Again'), { code: 'payments.not-aside' })
  // Whoever writes it: what has an entry is not opened again, and what was said is not changed.
  await assert.rejects(it.asRoom(`insert into payments.reopening (line, turn, actor, reason) values ('${line}', 2, 'x', 'x')`), { code: '23503' })
  await assert.rejects(it.asRoom(`update payments.reopening set reason = 'x'`), { code: '42501' })
  const acts = await it.room.ask(`select actor, detail from kernel.audit where act = 'reopen statement line'`)
  assert.deepEqual(acts, [{ actor: 'official:o1', detail: { reason: 'It is ours' } }])
})

const settled = async (changes: Parameters<TestPayments['grant']>[0]) => {
  const line = it.grant(changes)
  await it.settle(line)
  return line
}

test('what is owed without an order and left the bank all the same is assigned, to the unit, by one clerk; it may come back, and then its person names an account', async () => {
  const person = 'FA-DEMO-000501'
  const owed = await obligationOf(await settled({ person, account: null, amounts: [{ value: 4_100, per: 'once' }] }))
  const [out, other, twice] = [await written(-4_100), await written(-4_101), await written(-4_100)]
  const { candidates: [first] } = await it.payments.line(it.clerk, out)
  assert.deepEqual([first!.id, first!.standing], [owed, 'owed'])
  assert.deepEqual((await it.payments.previewLine(it.clerk, out, { payment: owed, ...why })).entries, ['ordered', 'paid'])
  await assert.rejects(it.payments.assignLine(it.clerk, other, { payment: owed, ...why }), { code: 'payments.other-amount' })
  const tries = await Promise.allSettled([out, twice].map((line) => it.payments.assignLine(it.clerk, line, { payment: owed, ...why })))
  assert.deepEqual(tries.map((tried) => (tried.status === 'fulfilled' ? 'booked' : (tried.reason as { code: string }).code)).sort((a, b) => a.localeCompare(b)), ['booked', 'payments.not-awaited'])
  assert.deepEqual(await kindsOf(owed), ['owed', 'ordered', 'paid'])
  await assert.rejects(it.payments.nameAccount(person, owed, 'Banque du Large 10-2030-42'), { code: 'payments.on-its-way' })
  const back = await written(4_100, true)
  const { candidates: [paid] } = await it.payments.line(it.clerk, back)
  await it.payments.assignLine(it.clerk, back, { payment: paid!.id, ...why })
  assert.deepEqual(await kindsOf(owed), ['owed', 'ordered', 'paid', 'returned'])
  await assert.rejects(it.payments.retry(it.clerk, owed), { code: 'payments.no-account' })
  await it.payments.nameAccount(person, owed, 'Banque du Large 10-2030-42')
  // No other order is without an account.
  await assert.rejects(it.asRoom(`insert into payments.payment_order (id, obligation, attempt, amount) values (gen_random_uuid(), '${owed}', 9, 1)`), { code: '23514' })
  assert.equal((await it.balances()).sum, 0)
})

test('what was asked back and comes without its reference is found, and booked once', async () => {
  const line = await settled({ amounts: [], monthly: [{ value: 5_300, per: 'month', from: '2026-11-01' }] })
  const [{ id: order } = { id: '' }] = await it.room.ask<{ id: string }>('select p.id from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.line = $1', [line])
  await it.instruct(order)
  await it.readOn()
  const owed = await obligationOf(line)
  await it.payments.stop(it.clerk, owed, 'this', 'Granted by mistake')
  await it.takeBack(owed)
  const back = await written(5_300)
  const { candidates: [first] } = await it.payments.line(it.clerk, back)
  assert.deepEqual([first!.id, first!.standing], [owed, 'reclaimed'])
  await it.payments.assignLine(it.clerk, back, { payment: owed, ...why })
  assert.deepEqual(await kindsOf(owed), ['owed', 'ordered', 'paid', 'reclaimed', 'repaid'])
  assert.ok(!(await it.payments.line(it.clerk, await written(5_300))).candidates.some(({ id }) => id === owed))
})

test('what may have come back is found by its amount, however much was ever paid', async () => {
  await it.room.ask(`insert into payments.obligation (id, kind, agency, service, person, case_id, receipt, line, per, amount, account)
    select gen_random_uuid(), 'benefit', 'family-fund', 'welcome-grant', 'x', gen_random_uuid(), 'x' || n, gen_random_uuid(), 'once', 10000 + n, 'x' from generate_series(1, 20000) n`)
  await it.room.ask(`insert into payments.payment_order (id, obligation, attempt, amount, account, state) select gen_random_uuid(), id, 1, amount, 'x', 'paid' from payments.obligation where person = 'x'`)
  await it.room.ask('analyze payments.payment_order')
  await it.room.ask('analyze payments.obligation')
  const { line } = await it.payments.line(it.clerk, await written(10_500, true))
  const plan = await it.db.transaction((tx) => sql<{ 'QUERY PLAN': string }>`explain ${candidatesOf('family-fund', line)}`.execute(tx))
  const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
  assert.match(text, /order_paid_of_amount/)
  assert.doesNotMatch(text, /Seq Scan/)
  assert.deepEqual((await it.payments.line(it.clerk, line.id)).candidates.map(({ amount }) => amount), [10_500])
})
