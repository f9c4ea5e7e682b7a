/** What the bank announced as come in and never stated is taken back by a clerk, told to its person, and booked anew, once, if it comes after all. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { monthlyPack } from '../monthly/test-monthly.ts'
import { openTestPayments, type TestPayments } from '../test-payments.ts'

let it: TestPayments
before(async () => { it = await openTestPayments(monthlyPack()) })
after(() => it.close())

/** Of the account: nobody pays it out. */
const office = 'town-hall'
const clerkOf = (agency: string) => ({ ...it.clerk, agency })
const clerk = () => clerkOf(office)
const kinds = async (id: string, agency = office) => (await it.payments.payment(clerkOf(agency), id)).entries.map(({ kind }) => kind)
const standing = async (id: string, agency = office) => (await it.payments.overview(clerkOf(agency))).rows.find((row) => row.id === id)?.standing
const told = async (wanted: string) => {
  await it.work()
  return it.told.filter(({ kind }) => kind === wanted)
}

async function fee() {
  const line = it.grant({ agency: office, service: 'nursery-discount', amounts: [] })
  await it.settle(line)
  const [found] = await it.room.ask<{ id: string; amount: number }>('select id, amount::int from payments.obligation where line = $1', [line])
  return found ?? assert.fail('no fee')
}

/** The bank has a statement of a later day, without what is held. */
async function passOn(day: string, agency = office) {
  await it.bankDay(day)
  await it.payIn(it.accounts[agency]!, 1, `something of ${day}`)
  await it.readOn(agency)
}

/** The account by the bank and by the ledger: nothing is left that no line explains. */
async function demandExplained(agency = office) {
  const { unexplained, told: { contradicted } } = await it.payments.reconciliation(clerkOf(agency))
  assert.deepEqual([unexplained, contradicted], [0, []])
  assert.equal((await it.balances()).sum, 0)
}

test('a fee that was announced and is on no statement: open again by the clerk, once, with a reason; its person is told; it may be paid again', async () => {
  await it.bankDay('2026-11-24')
  const { id, amount } = await fee()
  const account = it.accounts[office]!
  await it.payIn(account, amount, id, true)
  await it.readOn(office)
  assert.deepEqual([await kinds(id), await standing(id)], [['fee-asked', 'fee-received'], 'received'])
  assert.equal((await told('fee-received')).length, 1)
  await assert.rejects(it.payments.neverCame(clerk(), id, 'Called'), { code: 'payments.not-contradicted' }, 'of its own day more may come')
  await passOn('2026-11-25')
  const [contradiction] = (await it.payments.payment(clerk(), id)).contradictions
  assert.deepEqual([contradiction?.why, contradiction?.amount], ['not-confirmed', amount])
  await assert.rejects(it.payments.neverCame(clerk(), id, ' '), { code: 'payments.reason-missing', pointer: '/reason' })
  await assert.rejects(it.payments.neverCame(it.clerk, id, 'Not mine'), { code: 'payments.no-such-payment' })
  await assert.rejects(it.payments.neverLeft(clerk(), id, 'It came in, it did not leave'), { code: 'payments.not-contradicted' })
  const before = await it.payments.reconciliation(clerk())
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => it.payments.neverCame(clerk(), id, ' Called: never booked ')))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.deepEqual([await kinds(id), await standing(id)], [['fee-asked', 'fee-received', 'fee-unreceived'], 'asked'])
  const [last] = (await it.payments.payment(clerk(), id)).entries.slice(-1)
  assert.deepEqual([last!.actor, last!.reason, last!.postings.map(({ kind, amount: moved }) => [kind, moved])], ['official:o1', 'Called: never booked', [['asked', amount], ['bank', -amount]]])
  const after = await it.payments.reconciliation(clerk())
  assert.deepEqual([before.matched, after.matched, before.ledger - after.ledger], [0, 0, amount])
  await demandExplained()
  assert.deepEqual((await told('fee-unreceived')).map(({ payment, reference, amount: asked }) => [payment, reference, asked]), [[last!.id, id, amount]])
  assert.deepEqual(await it.room.ask(`select actor, detail from kernel.audit where act = 'payment never came' and object = $1`, [`obligation:${id}`]), [{ actor: 'official:o1', detail: { reason: 'Called: never booked' } }])
  // Paid again: announced, booked, confirmed.
  await it.payIn(account, amount, id)
  await it.readOn(office)
  assert.deepEqual([(await kinds(id)).at(-1), await standing(id), (await told('fee-received')).length], ['fee-received', 'received', 2])
  await demandExplained()
  // What was held comes after all: it is somebody's money, and no fee is open for it.
  await it.letGo(account)
  await passOn('2026-11-26')
  const { lines } = await it.payments.reconciliation(clerk())
  assert.deepEqual(lines.filter(({ reference }) => reference === id).map(({ unmatched, amount: left }) => [unmatched, left]), [['not-awaited', amount]])
  assert.equal((await kinds(id)).filter((kind) => kind === 'fee-received').length, 2)
  await demandExplained()
})

test('stated after all: booked anew, once, however often it is read, and told; the clerk may take nothing back any more', async () => {
  await it.bankDay('2026-12-01')
  const { id, amount } = await fee()
  const account = it.accounts[office]!
  await it.payIn(account, amount, id, true)
  await it.readOn(office)
  await passOn('2026-12-02')
  await it.payments.neverCame(clerk(), id, 'Never booked')
  const before = (await told('fee-received')).length
  await it.letGo(account)
  await Promise.all(Array.from({ length: 3 }, () => it.readOn(office)))
  await passOn('2026-12-03')
  assert.deepEqual([await kinds(id), await standing(id)], [['fee-asked', 'fee-received', 'fee-unreceived', 'fee-received'], 'received'])
  assert.equal((await it.payments.payment(clerk(), id)).entries.at(-1)!.actor, 'bank')
  assert.equal((await told('fee-received')).length, before + 1)
  await assert.rejects(it.payments.neverCame(clerk(), id, 'Again'), { code: 'payments.not-contradicted' })
  await assert.rejects(it.payments.reverse(clerk(), id, 'Not owed'), { code: 'payments.on-its-way' })
  await demandExplained()
})

test('a fee that never came may be taken back as not owed; what comes then waits for the clerk', async () => {
  await it.bankDay('2026-12-05')
  const { id, amount } = await fee()
  await it.payIn(it.accounts[office]!, amount, id, true)
  await it.readOn(office)
  await passOn('2026-12-06')
  await it.payments.neverCame(clerk(), id, 'Never booked')
  await it.payments.reverse(clerk(), id, 'Not owed')
  await it.letGo(it.accounts[office]!)
  await passOn('2026-12-07')
  assert.deepEqual([await kinds(id), await standing(id)], [['fee-asked', 'fee-received', 'fee-unreceived', 'fee-reversed'], 'reversed'])
  await demandExplained()
})

test('a fee that never came is found again by hand', async () => {
  await it.bankDay('2026-12-08')
  const { id, amount } = await fee()
  await it.payIn(it.accounts[office]!, amount, id, true)
  await it.readOn(office)
  await it.payIn(it.accounts[office]!, amount, 'from grandmother')
  await passOn('2026-12-09')
  const { lines } = await it.payments.reconciliation(clerk())
  const line = lines.find(({ reference }) => reference === 'from grandmother')!.id
  assert.ok(!(await it.payments.line(clerk(), line)).candidates.some((candidate) => candidate.id === id), 'it is counted as received')
  await it.payments.neverCame(clerk(), id, 'Never booked')
  assert.ok((await it.payments.line(clerk(), line)).candidates.some((candidate) => candidate.id === id))
  await it.payments.assignLine(clerk(), line, { payment: id, reason: 'She rang' })
  assert.deepEqual(await kinds(id), ['fee-asked', 'fee-received', 'fee-unreceived', 'fee-received'])
  await demandExplained()
})

test('what was asked back, announced as paid back and never came, is owed again; an objection that is right then lifts it', async () => {
  await it.bankDay('2026-11-24')
  const fund = 'family-fund'
  const line = it.grant({ amounts: [], monthly: [{ value: 5_300, per: 'month', from: '2026-11-01' }] })
  await it.settle(line)
  const [{ id, order } = assert.fail('nothing owed')] = await it.room.ask<{ id: string; order: string }>('select o.id, p.id as order from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.line = $1', [line])
  await it.instruct(order)
  await it.readOn()
  await it.payments.stop(it.clerk, id, 'this', 'Granted by mistake')
  await it.takeBack(id)
  await it.payIn(it.accounts[fund]!, 5_300, id, true)
  await it.readOn()
  assert.equal(await standing(id, fund), 'repaid')
  await passOn('2026-11-25', fund)
  await it.payments.neverCame(it.clerk, id, 'Never booked')
  assert.deepEqual([(await kinds(id, fund)).slice(-2), await standing(id, fund)], [['repaid', 'repaid-unreceived'], 'reclaimed'])
  assert.equal((await told('repaid-unreceived')).at(-1)!.reference, id)
  await demandExplained(fund)
  // Nothing is taken back twice for the same stop.
  await it.takeBack(id)
  assert.equal((await kinds(id, fund)).at(-1), 'repaid-unreceived')
  await it.liftReclaim(id)
  assert.deepEqual([(await kinds(id, fund)).at(-1), await it.room.ask('select 1 from payments.obligation where again_of = $1', [id])], ['reclaim-lifted', []], 'nobody pays back what never came')
  await it.letGo(it.accounts[fund]!)
  await passOn('2026-11-26', fund)
  assert.equal((await kinds(id, fund)).at(-1), 'reclaim-lifted', 'it is not owed any more: the line waits for the clerk')
  await demandExplained(fund)
})

test('lifted and owed once more before the bank took it back: told again it lifts no claim for which nothing came', async () => {
  await it.bankDay('2026-12-11')
  const fund = 'family-fund'
  const line = it.grant({ amounts: [], monthly: [{ value: 6_100, per: 'month', from: '2026-11-01' }] })
  await it.settle(line)
  const [{ id, order } = assert.fail('nothing owed')] = await it.room.ask<{ id: string; order: string }>('select o.id, p.id as order from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.line = $1', [line])
  await it.instruct(order)
  await it.readOn()
  await it.payments.stop(it.clerk, id, 'this', 'Granted by mistake')
  await it.takeBack(id)
  await it.payIn(it.accounts[fund]!, 6_100, id, true)
  await it.readOn()
  await it.liftReclaim(id)
  await passOn('2026-12-12', fund)
  await it.payments.neverCame(it.clerk, id, 'Never booked')
  await it.liftReclaim(id)
  assert.deepEqual([(await kinds(id, fund)).at(-1), await standing(id, fund)], ['repaid-unreceived', 'reclaimed'])
  assert.equal((await it.room.ask('select 1 from payments.obligation where again_of = $1', [id])).length, 1)
  await demandExplained(fund)
})

test('the database keeps it honest: no such entry without a reason or without what it takes back', async () => {
  const { id } = await fee()
  await assert.rejects(it.asRoom(`insert into payments.entry (id, key, kind, agency, obligation, actor, reason) values (gen_random_uuid(), 'x1', 'fee-unreceived', '${office}', '${id}', 'x', 'x')`), { code: '23514' })
  await assert.rejects(it.asRoom(`insert into payments.entry (id, key, kind, agency, obligation, reverses, actor) select gen_random_uuid(), 'x2', 'fee-unreceived', agency, obligation, id, 'x' from payments.entry where key = 'fee-asked/${id}'`), { code: '23514' })
})
