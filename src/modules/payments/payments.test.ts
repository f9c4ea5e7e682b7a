/** The room through its door: once, however often; back, by a new entry; beside the bank, to the unit. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { LinesDecided } from '../cases/index.ts'
import { openTestPayments, type TestPayments } from './test-payments.ts'

let it: TestPayments
before(async () => { it = await openTestPayments() })
after(() => it.close())
afterEach(() => it.ail('none'))

const blocked = 'Banque du Large 10-2030-9999'

/** Everything that came of a decision. */
async function ofLine(line: string) {
  const [obligation] = await it.room.ask<{ id: string; amount: string; per: string }>('select id, amount, per from payments.obligation where line = $1', [line])
  if (!obligation) return undefined
  const { orders, entries } = await it.payments.payment(it.clerk, obligation.id)
  return { id: obligation.id, amount: Number(obligation.amount), per: obligation.per, orders, kinds: entries.map(({ kind }) => kind), entries }
}

test('a decision that comes a hundred times at once is owed once, and the bank pays it once', async () => {
  const line = it.grant()
  await Promise.all(Array.from({ length: 100 }, () => it.settle(line)))
  const { orders, kinds } = (await ofLine(line))!
  assert.deepEqual([orders.length, kinds], [1, ['owed']])
  await Promise.all(Array.from({ length: 100 }, () => it.instruct(orders[0]!.id)))
  assert.deepEqual((await ofLine(line))!.kinds, ['owed', 'ordered'])
  await Promise.all(Array.from({ length: 5 }, () => it.readOn()))
  assert.deepEqual((await ofLine(line))!.kinds, ['owed', 'ordered', 'paid'])
  const lines = await it.room.ask('select 1 from payments.statement_line where reference = $1', [orders[0]!.id])
  assert.equal(lines.length, 1)
})

test('the event, delivered again, asks once for what an agency pays, and not for what it refuses or gives in kind', async () => {
  const decision = (service: string, outcome: 'approved' | 'refused') => ({ line: it.grant({ service }), service, outcome, reason: outcome === 'refused' ? 'No.' : null })
  const payload = { caseId: randomUUID(), receipt: 'r', person: 'p', part: randomUUID(), agency: 'family-fund', official: 'o', lines: [decision('welcome-grant', 'approved'), decision('welcome-grant', 'refused'), decision('birth-report', 'approved')] }
  const eventId = randomUUID()
  await it.asRoom(`select kernel.emit('${eventId}', 'x', 1, '{}')`)
  for (const reaction of it.events.reactionsTo(LinesDecided.name, LinesDecided.version)) for (let again = 0; again < 3; again += 1) await reaction.run(payload, { eventId, happenedAt: new Date() })
  const jobs = await it.room.ask<{ payload: { line: string } }>(`select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'payments.settle-line'`)
  assert.deepEqual(jobs.map(({ payload: { line } }) => line), [payload.lines[0]!.line])
})

test('of a monthly benefit only the month of the decision is ordered; nothing where nothing runs', async () => {
  const line = it.grant({ amounts: [{ value: 700, per: 'month' }, { value: 50, per: 'month' }, { value: 9_999, per: 'year' }, { value: 1, per: 'trip' }] })
  await it.settle(line)
  assert.deepEqual([(await ofLine(line))!.per, (await ofLine(line))!.amount], ['month', 750])
  const none = it.grant({ amounts: [] })
  await it.settle(none)
  assert.equal(await ofLine(none), undefined)
})

test('a bank that died on us is asked again under the same key; what it says late is booked once', async () => {
  const line = it.grant()
  await it.settle(line)
  const { orders: [order] } = (await ofLine(line))!
  await it.ail('down')
  await assert.rejects(it.instruct(order!.id))
  await it.ail('nonsense')
  await assert.rejects(it.instruct(order!.id))
  assert.equal((await ofLine(line))!.orders[0]!.state, 'waiting')
  // It took the order over and its word was lost: the statement says it first.
  await it.ail('none')
  await it.readOn()
  assert.deepEqual((await ofLine(line))!.kinds, ['owed', 'ordered', 'paid'])
  await it.instruct(order!.id)
  assert.deepEqual((await ofLine(line))!.kinds, ['owed', 'ordered', 'paid'])
})

test('what comes back is a new entry and owed again; the clerk orders it again, or takes it back with a reason, each once', async () => {
  const line = it.grant({ account: blocked })
  await it.settle(line)
  const first = (await ofLine(line))!
  await it.instruct(first.orders[0]!.id)
  await it.readOn()
  const back = (await ofLine(line))!
  assert.deepEqual([back.kinds, back.orders[0]!.state, back.orders[0]!.reason], [['owed', 'ordered', 'paid', 'returned'], 'returned', 'AC06'])
  const paid = back.entries.find(({ kind }) => kind === 'paid')!
  assert.equal(back.entries.find(({ kind }) => kind === 'returned')!.reverses, paid.id)
  assert.deepEqual(paid, (await ofLine(line))!.entries.find(({ kind }) => kind === 'paid'))

  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => it.payments.retry(it.clerk, back.id)))
  assert.ok(tries.some(({ status }) => status === 'fulfilled'))
  assert.deepEqual((await ofLine(line))!.orders.map(({ attempt, state }) => [attempt, state]), [[1, 'returned'], [2, 'waiting']])
  await assert.rejects(it.payments.reverse(it.clerk, back.id, 'Granted twice'), { code: 'payments.on-its-way' })
  await it.instruct((await ofLine(line))!.orders[1]!.id)
  await assert.rejects(it.payments.retry(it.clerk, back.id), { code: 'payments.on-its-way' })
  await it.readOn()
  await assert.rejects(it.payments.reverse(it.clerk, back.id, '  '), { code: 'payments.reason-missing' })
  await it.payments.reverse(it.clerk, back.id, 'Granted twice')
  await assert.rejects(it.payments.reverse(it.clerk, back.id, 'Granted twice'), { code: 'payments.already-reversed' })
  await assert.rejects(it.payments.retry(it.clerk, back.id), { code: 'payments.already-reversed' })
  const acts = await it.room.ask<{ act: string; actor: string }>('select act, actor from kernel.audit where object = $1 order by id', [`obligation:${back.id}`])
  assert.deepEqual(new Set(acts.map(({ act }) => act)), new Set(['retry payment', 'reverse obligation']))
  assert.ok(acts.every(({ actor }) => actor === 'official:o1'))
})

test('a refusal of the bank leaves it owed, and says why', async () => {
  const line = it.grant({ account: 'Banque du Large 10-2030-0000' })
  await it.settle(line)
  await it.instruct((await ofLine(line))!.orders[0]!.id)
  const { orders, kinds } = (await ofLine(line))!
  assert.deepEqual([orders[0]!.state, orders[0]!.reason, kinds], ['rejected', 'AC04', ['owed']])
})

test('without an account it is owed and not ordered', async () => {
  const line = it.grant({ account: null })
  await it.settle(line)
  const { id, orders, kinds } = (await ofLine(line))!
  assert.deepEqual([orders, kinds], [[], ['owed']])
  await assert.rejects(it.payments.retry(it.clerk, id), { code: 'payments.no-account' })
})

test('what could not be paid goes into the account that the person names, and into nobody else’s', async () => {
  const good = 'Banque du Large 10-2030-42'
  for (const account of [null, 'Banque du Large 10-2030-0000']) {
    const line = it.grant({ account, person: 'FA-DEMO-000042' })
    await it.settle(line)
    const { id, orders } = (await ofLine(line))!
    if (orders[0]) await it.instruct(orders[0].id)
    await assert.rejects(it.payments.nameAccount('FA-DEMO-000043', id, good), { code: 'payments.no-such-payment' })
    for (const typed of ['', 'x', '12', `${good} <script>`]) await assert.rejects(it.payments.nameAccount('FA-DEMO-000042', id, typed), { code: 'payments.account-not-usable' })
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => it.payments.nameAccount('FA-DEMO-000042', id, ` ${good} `)))
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
    const named = (await ofLine(line))!.orders.at(-1)!
    await it.instruct(named.id)
    await it.readOn()
    const after = (await it.payments.own('FA-DEMO-000042')).find((own) => own.id === id)!
    assert.deepEqual([named.account, after.account, after.standing], [good, good, 'paid'])
    await assert.rejects(it.payments.nameAccount('FA-DEMO-000042', id, good), { code: 'payments.on-its-way' })
  }
  assert.deepEqual(await it.payments.own('FA-DEMO-000043'), [])
})

test('nobody of another agency sees or moves it', async () => {
  const line = it.grant()
  await it.settle(line)
  const { id } = (await ofLine(line))!
  const other = { ...it.clerk, agency: 'town-hall' }
  await assert.rejects(it.payments.payment(other, id), { code: 'payments.no-such-payment' })
  await assert.rejects(it.payments.retry(other, id), { code: 'payments.no-such-payment' })
  await assert.rejects(it.payments.reverse(other, id, 'Mine'), { code: 'payments.no-such-payment' })
  assert.deepEqual((await it.payments.overview(other)).rows, [])
})

test('a fee is asked with the approval, and received when the bank says so to the unit; a second payment and a wrong one stay with the clerk', async () => {
  const line = it.grant({ service: 'nursery-discount', agency: 'town-hall', amounts: [] })
  for (let again = 0; again < 3; again += 1) await it.settle(line)
  const clerk = { ...it.clerk, agency: 'town-hall' }
  const { rows: [fee] } = await it.payments.overview(clerk, 'fees')
  assert.deepEqual([fee!.amount, fee!.standing], [250, 'asked'])
  const account = it.accounts['town-hall']!
  for (const [amount, text] of [[249, fee!.id], [250, ` ${fee!.id.toUpperCase()} `], [250, fee!.id], [250, 'from grandmother']] as const) await it.payIn(account, amount, text)
  await it.readOn('town-hall')
  const { rows: [after] } = await it.payments.overview(clerk, 'fees')
  assert.equal(after!.standing, 'received')
  const { lines, matched, ledger, bank, unexplained } = await it.payments.reconciliation(clerk)
  assert.deepEqual(lines.map(({ amount, unmatched }) => `${amount} ${unmatched}`).sort((a, b) => a.localeCompare(b)), ['249 other-amount', '250 not-awaited', '250 unknown-reference'])
  assert.deepEqual([matched, ledger, bank, unexplained], [1, 250, 999, 0])
})

test('a line that fits nothing is assigned by a clerk: to the unit, once, by the entries that were shown, and its history stays', async () => {
  const clerk = { ...it.clerk, agency: 'town-hall' }
  const [wrong, once, twice] = await linesOf('town-hall', ['249 other-amount', '250 unknown-reference', '250 not-awaited'])
  for (let fees = 0; fees < 2; fees += 1) await it.settle(it.grant({ service: 'nursery-discount', agency: 'town-hall', amounts: [], receipt: `261127-HAND-000${fees}B` }))
  const { candidates } = await it.payments.line(clerk, once!)
  assert.deepEqual(candidates.map(({ receipt, amount }) => [receipt, amount]), [['261127-HAND-0000B', 250], ['261127-HAND-0001B', 250]])
  assert.deepEqual((await it.payments.line(clerk, once!, 'hand-0001')).candidates.map(({ id }) => id), [candidates[1]!.id])
  const [fee, other] = candidates.map(({ id }) => id)
  const why = { reason: ' The grandmother rang ' }
  const refused = async (line: string, choice: { payment: string | undefined; reason: string }, fault: object, by = clerk) => {
    await assert.rejects(it.payments.previewLine(by, line, choice), fault)
    await assert.rejects(it.payments.assignLine(by, line, choice), fault)
  }
  const before = await it.balances()
  await refused(wrong!, { payment: fee, ...why }, { code: 'payments.other-amount', pointer: '/payment', values: { line: 249, payment: 250 } })
  await refused(once!, { payment: undefined, ...why }, { code: 'payments.choice-missing', pointer: '/payment' })
  await refused(once!, { payment: fee, reason: ' ' }, { code: 'payments.why-missing', pointer: '/reason' })
  await refused(once!, { payment: randomUUID(), ...why }, { code: 'payments.not-awaited' })
  await refused(once!, { payment: fee, ...why }, { code: 'payments.no-such-line' }, it.clerk)
  assert.deepEqual(await it.balances(), before)

  const { entries } = await it.payments.previewLine(clerk, once!, { payment: fee, ...why })
  // Five clerks at once, who do not agree.
  const tries = await Promise.allSettled([fee, other, 'not-ours', fee, other].map((payment) => it.payments.assignLine(clerk, once!, { payment: payment!, ...why })))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.ok(tries.every((tried) => tried.status === 'fulfilled' || (tried.reason as { code: string }).code === 'payments.line-taken'))
  await refused(once!, { payment: other, ...why }, { code: 'payments.line-taken' })
  const left = (await it.payments.line(clerk, twice!)).candidates.at(-1)!.id
  const settled = await Promise.allSettled([wrong!, twice!].map((line, at) => it.payments.assignLine(clerk, line, { payment: at === 0 ? 'not-ours' : left, ...why })))
  assert.deepEqual(settled.map(({ status }) => status), ['fulfilled', 'fulfilled'])

  const { lines, byHand, unexplained, unmatched } = await it.payments.reconciliation(clerk)
  assert.deepEqual([lines, unmatched, unexplained], [[], 0, 0])
  assert.deepEqual(new Set(byHand.map(({ line, actor, reason }) => `${line} ${actor} ${reason}`)), new Set([wrong, once, twice].map((line) => `${line} official:o1 The grandmother rang`)))
  const booked = byHand.find(({ line }) => line === twice)!
  const { entries: written } = await it.payments.payment(clerk, booked.obligation!)
  assert.deepEqual(written.map(({ kind, actor, reason }) => [kind, actor, reason]), [['fee-asked', 'system', null], ...entries.map((kind) => [kind, 'official:o1', 'The grandmother rang'])])
  const acts = await it.room.ask<{ actor: string; detail: object }>(`select actor, detail from kernel.audit where act = 'assign statement line' and object = $1`, [`statement-line:${twice}`])
  assert.deepEqual(acts, [{ actor: 'official:o1', detail: { payment: booked.obligation, reason: 'The grandmother rang' } }])
})

test('two lines for one payment: the clerk who is second is told that it is awaited no more; an order that the bank forgot to name is paid, and comes back', async () => {
  const line = it.grant()
  await it.settle(line)
  const { orders: [order] } = (await ofLine(line))!
  await it.readOn()
  const written = (amount: number, isReturn = false) => it.room.ask<{ id: string }>(`insert into payments.statement_line (id, statement, agency, bank_reference, amount, booked_on, is_return, reason, unmatched)
    select gen_random_uuid(), max(id::text)::uuid, agency, gen_random_uuid(), $1, '2026-11-27', $2, $3, 'unknown-reference' from payments.statement where agency = 'family-fund' group by agency returning id`, [amount, isReturn, isReturn ? 'AC04' : null]).then(([row]) => row!.id)
  const choice = { payment: order!.id, reason: 'Told on the telephone' }
  const both = await Promise.all([written(-30_025), written(-30_025)])
  const shown = await it.payments.previewLine(it.clerk, both[0]!, choice)
  assert.deepEqual(shown.entries, ['ordered', 'paid'])
  const tries = await Promise.allSettled(both.map((id) => it.payments.assignLine(it.clerk, id, choice)))
  assert.deepEqual(tries.map((tried) => (tried.status === 'fulfilled' ? 'booked' : (tried.reason as { code: string }).code)).sort((a, b) => a.localeCompare(b)), ['booked', 'payments.not-awaited'])
  assert.deepEqual((await ofLine(line))!.kinds, ['owed', 'ordered', 'paid'])
  await it.payments.assignLine(it.clerk, await written(30_025, true), choice)
  const { kinds, orders: [back], entries } = (await ofLine(line))!
  assert.deepEqual([kinds, back!.state, back!.reason, entries.at(-1)!.reason], [['owed', 'ordered', 'paid', 'returned'], 'returned', 'AC04', 'Told on the telephone'])
})

/** Ids of an agency's lines that fit nothing, as `amount why`. */
async function linesOf(agency: string, wanted: string[]) {
  const { lines } = await it.payments.reconciliation({ ...it.clerk, agency })
  return wanted.map((which) => lines.find(({ amount, unmatched }) => `${amount} ${unmatched}` === which)!.id)
}
