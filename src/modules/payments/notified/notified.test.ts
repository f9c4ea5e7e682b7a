/** What the bank announces is booked early, once; its statement confirms it, or the clerk reads where the bank says two things. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { writeCamt053 } from '../../../../demo/bank/iso20022/write-camt053.ts'
import { writeCamt054 } from '../../../../demo/bank/iso20022/write-camt054.ts'
import type { Booking } from '../../../../demo/bank/store.ts'
import type { Bank } from '../bank/bank.ts'
import { readCamt053 } from '../bank/read-camt053.ts'
import { readCamt054 } from '../bank/read-camt054.ts'
import { instructOrder } from '../instruct-order.ts'
import { readOn, readStatements } from '../read-statements.ts'
import { farlandPack, openTestPayments, type TestPayments } from '../test-payments.ts'
import { readNotifications } from './read-notifications.ts'
import type { Order } from './test-notified-program.ts'

let it: TestPayments
before(async () => { it = await openTestPayments() })
after(() => it.close())

const { currency } = farlandPack
const day = '2026-11-24'
let agencies = 0

/** An agency of its own, and a bank whose every message the test writes; read by the readers that read any bank's. */
function openAccount() {
  const agency = `agency-${agencies += 1}`
  const account = `account-of-${agency}`
  const said = { notifications: [] as string[], statements: [] as string[] }
  let closing = 0
  const bank: Bank = {
    accountOf: () => account,
    pay: async () => ({ accepted: true, reference: 'P1' }),
    async statement(_, sequence) {
      const xml = said.statements[sequence - 1]
      return xml === undefined ? undefined : readCamt053(xml, currency, account)
    },
    async notification(_, sequence) {
      const xml = said.notifications[sequence - 1]
      return xml === undefined ? undefined : readCamt054(xml, currency, account)
    },
  }
  const clerk = { ...it.clerk, agency }
  return {
    agency, account, bank, clerk,
    announce: (bookings: Booking[], change = (xml: string) => xml) => said.notifications.push(change(writeCamt054({ account, sequence: said.notifications.length + 1, bookings, currency, on: day }))),
    state(bookings: Booking[], { on = day, change = (xml: string) => xml } = {}) {
      const opening = closing
      closing = bookings.reduce((sum, { amount }) => sum + amount, opening)
      said.statements.push(change(writeCamt053({ account, sequence: said.statements.length + 1, opening, closing, bookings, currency, on })))
    },
    read: () => readNotifications(it.db, bank, agency),
    readStatements: () => readStatements(it.db, bank, agency),
    page: () => it.payments.reconciliation(clerk),
    payment: (id: string) => it.payments.payment(clerk, id),
    /** Ordered, and the bank has taken it over. */
    async ordered(amount = 30_025) {
      const line = it.grant({ agency, amounts: [{ value: amount, per: 'once' }] })
      await it.settle(line)
      const [found] = await it.room.ask<{ id: string; order: string }>('select o.id, p.id as order from payments.obligation o join payments.payment_order p on p.obligation = o.id where o.line = $1', [line])
      await instructOrder(it.db, bank, found!.order)
      return found!
    },
    /** A fee that somebody owes. */
    async fee() {
      const line = it.grant({ agency, service: 'nursery-discount', amounts: [] })
      await it.settle(line)
      const [found] = await it.room.ask<{ id: string; amount: number }>('select id, amount::int from payments.obligation where line = $1', [line])
      return found
    },
    kinds: async (id: string) => (await it.payments.payment(clerk, id)).entries.map(({ kind }) => kind),
  }
}

const out = (reference: string, order: string, amount = 30_025): Booking => ({ reference, account: '', amount: -amount, bookedOn: day, endToEnd: order, reason: null })
const back = (reference: string, order: string, amount = 30_025): Booking => ({ ...out(reference, order, amount), amount, reason: 'AC06' })
const into = (reference: string, text: string, amount: number): Booking => ({ ...out(reference, text), amount })
/** An entry that the bank books to undo one of its own. */
const reversal = (xml: string) => xml.replaceAll('<Sts><Cd>BOOK</Cd></Sts>', '<RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts>')

test('what is announced is booked early and told; the same notification again books nothing; the statement confirms the same entry', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.announce([out('B1', order)])
  assert.equal(await at.read(), 1)
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid'])
  assert.equal((await at.payment(id)).entries.at(-1)!.actor, 'bank-notice')
  const early = await at.page()
  assert.deepEqual([early.told.open.map(({ obligation, bank_reference }) => [obligation, bank_reference]), early.told.early, early.matched, early.unexplained], [[[id, 'B1']], { count: 1, amount: -30_025 }, 0, 0])
  at.announce([out('B1', order)])
  assert.equal(await at.read(), 1)
  assert.equal(await at.read(), 0)
  at.state([out('B1', order)])
  assert.equal(await at.readStatements(), 1)
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid'])
  const confirmed = await at.page()
  assert.deepEqual([confirmed.told.open, confirmed.told.contradicted, confirmed.matched, confirmed.lines, confirmed.ledger, confirmed.bank, confirmed.unexplained], [[], [], 1, [], -30_025, -30_025, 0])
})

test('the statement first: what is announced after it books nothing', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.state([out('B1', order)])
  await at.readStatements()
  at.announce([out('B1', order)])
  await at.read()
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid'])
  assert.equal((await at.payment(id)).entries.at(-1)!.actor, 'bank')
  const { told, unexplained, matched } = await at.page()
  assert.deepEqual([told.open, told.contradicted, told.early.count, matched, unexplained], [[], [], 0, 1, 0])
})

test('where statement and notification give it different references it is one payment all the same', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.announce([out('N-77', order)])
  await at.read()
  at.state([out('S-1', order)])
  await at.readStatements()
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid'])
  const { told, lines, unexplained } = await at.page()
  assert.deepEqual([told.open, lines, unexplained], [[], [], 0])
})

test('a reference that nobody knows books nothing early; its line waits for the clerk as any other', async () => {
  const at = openAccount()
  at.announce([into('B1', 'from a stranger', 1_000), out('B2', '019a0000-0000-7000-8000-000000000000', 55)])
  await at.read()
  const early = await at.page()
  assert.deepEqual([early.told.open.map(({ unmatched }) => unmatched), early.told.early.count, early.ledger], [['unknown-reference', 'unknown-reference'], 0, 0])
  at.state([into('B1', 'from a stranger', 1_000), out('B2', '019a0000-0000-7000-8000-000000000000', 55)])
  await at.readStatements()
  const { lines, told, unexplained } = await at.page()
  assert.deepEqual([lines.length, told.open, unexplained], [2, [], 0])
})

test('several transactions announced as one sum are booked each; a statement with the sum alone confirms them, once', async () => {
  const at = openAccount()
  const [first, second] = [await at.ordered(300), await at.ordered(400)]
  const short = (id: string) => id.replaceAll('-', '')
  const details = [[first.order, 300], [second.order, 400]].map(([order, amount]) => `<TxDtls><Refs><EndToEndId>${short(String(order))}</EndToEndId></Refs><Amt Ccy="${currency.code}">${(Number(amount) / 10 ** currency.minorUnit).toFixed(currency.minorUnit)}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>`).join('')
  at.announce([out('B1', 'x', 700)], (xml) => xml.replace(/<NtryDtls>.*<\/NtryDtls>/, `<NtryDtls>${details}</NtryDtls>`))
  await at.read()
  assert.deepEqual([await at.kinds(first.id), await at.kinds(second.id)], [['owed', 'ordered', 'paid'], ['owed', 'ordered', 'paid']])
  const alone = (xml: string) => xml.replace(/<NtryDtls>.*<\/NtryDtls>/, '')
  at.state([out('B1', 'x', 700)], { change: alone })
  await at.readStatements()
  const { told, lines, matched, unexplained } = await at.page()
  assert.deepEqual([told.open, told.contradicted, lines, matched, unexplained], [[], [], [], 2, 0])
  at.state([out('B1', 'x', 700)], { change: alone })
  await assert.rejects(at.readStatements(), { why: 'twice' })
  assert.deepEqual(await at.kinds(first.id), ['owed', 'ordered', 'paid'])
})

test('the sum stands on the statement before the bank says what is in it: nothing is booked twice, and the line waits', async () => {
  const at = openAccount()
  const [first, second] = [await at.ordered(300), await at.ordered(400)]
  at.state([out('B1', 'x', 700)], { change: (xml) => xml.replace(/<NtryDtls>.*<\/NtryDtls>/, '') })
  await at.readStatements()
  const details = [first, second].map(({ order }, n) => `<TxDtls><Refs><EndToEndId>${order.replaceAll('-', '')}</EndToEndId></Refs><Amt Ccy="${currency.code}">${n === 0 ? '3.00' : '4.00'}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>`).join('')
  at.announce([out('B1', 'x', 700)], (xml) => xml.replace(/<NtryDtls>.*<\/NtryDtls>/, `<NtryDtls>${details}</NtryDtls>`))
  await at.read()
  assert.deepEqual([await at.kinds(first.id), await at.kinds(second.id)], [['owed', 'ordered'], ['owed', 'ordered']])
  const { lines, unexplained } = await at.page()
  assert.deepEqual([lines.map(({ bank_reference }) => bank_reference), unexplained], [['B1'], 0])
})

test('the statement says another amount: the ledger keeps what was announced, the line waits, and the clerk reads both amounts', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.announce([out('B1', order)])
  await at.read()
  at.state([out('B1', order, 30_024)])
  await at.readStatements()
  const { told, lines, unexplained } = await at.page()
  assert.deepEqual(told.contradicted.map(({ why, amount, said }) => [why, amount, said]), [['other-amount', -30_025, -30_024]])
  assert.deepEqual([lines.map(({ bank_reference, unmatched }) => [bank_reference, unmatched]), unexplained], [[['B1', 'other-amount']], 0])
  assert.deepEqual((await at.payment(id)).contradictions.map(({ why }) => why), ['other-amount'])
  // The bank puts it right: what it takes back waits for the clerk, what it books instead confirms the payment.
  at.state([{ ...out('B2', 'put right', 0), amount: 30_024 }, out('B3', order)])
  await at.readStatements()
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid'])
  const right = await at.page()
  assert.deepEqual([right.told.contradicted, right.lines.length, right.unexplained], [[], 2, 0])
})

test('the account is stated past its day without it: the clerk reads that; a later statement that has it ends that', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.announce([out('B1', order), into('B2', 'from a stranger', 5)])
  await at.read()
  at.state([into('B7', 'something else', 1)])
  await at.readStatements()
  assert.deepEqual((await at.page()).told.contradicted, [], 'of its own day more may come')
  at.state([into('B8', 'something else', 1)], { on: '2026-11-25' })
  await at.readStatements()
  const { told, unexplained } = await at.page()
  assert.deepEqual([told.contradicted.map(({ obligation, why }) => [obligation, why]), told.open, unexplained], [[[id, 'not-confirmed']], [], 0])
  at.state([out('B1', order)], { on: '2026-11-26' })
  await at.readStatements()
  assert.deepEqual([(await at.page()).told.contradicted, (await at.page()).unexplained, await at.kinds(id)], [[], 0, ['owed', 'ordered', 'paid']])
})

test('the bank, asked, says that it never booked it: the clerk has it owed again, once, with a reason; a line that states it after all waits', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.announce([out('B1', order)])
  await at.read()
  await assert.rejects(it.payments.neverLeft(at.clerk, id, 'Called'), { code: 'payments.not-contradicted' })
  at.state([into('B8', 'something else', 1)], { on: '2026-11-25' })
  await at.readStatements()
  await assert.rejects(it.payments.neverLeft(at.clerk, id, ' '), { code: 'payments.reason-missing' })
  await assert.rejects(it.payments.neverLeft(it.clerk, id, 'Not mine'), { code: 'payments.no-such-payment' })
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => it.payments.neverLeft(at.clerk, id, 'Called: never booked')))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid', 'returned'])
  const { told, matched, unexplained } = await at.page()
  assert.deepEqual([told.contradicted, told.early.count, matched, unexplained], [[], 0, 0, 0])
  await it.payments.retry(at.clerk, id)
  const [second] = await it.room.ask<{ id: string }>(`select id from payments.payment_order where obligation = $1 and attempt = 2`, [id])
  await instructOrder(it.db, at.bank, second!.id)
  at.state([out('B1', order), out('B2', second!.id)], { on: '2026-11-26' })
  await at.readStatements()
  const late = await at.page()
  assert.deepEqual([late.lines.map(({ bank_reference, unmatched }) => [bank_reference, unmatched]).at(0), late.unexplained], [['B1', 'not-awaited'], 0], 'paid twice by the bank: the clerk sees it')
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid', 'returned', 'ordered', 'paid'])
})

test('announced and taken back before a statement: the clerk reads it, and nothing comes back into the ledger on an announcement alone', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.announce([out('B1', order)])
  at.announce([{ ...back('B2', order), reason: null }], (xml) => reversal(xml).replace(/<RmtInf>.*<\/RmtInf>/, `<Refs><EndToEndId>${order.replaceAll('-', '')}</EndToEndId></Refs>`))
  await at.read()
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid'])
  assert.deepEqual((await at.page()).told.contradicted.map(({ why }) => why), ['reversed'])
  // Both stand on the statement in the end: it left and came back.
  at.state([out('B1', order), { ...back('B2', order), reason: null }], { change: (xml) => xml.replace(/(<AcctSvcrRef>B2)/, '$1').replace(/<RmtInf>.*<\/RmtInf>/, `<Refs><EndToEndId>${order.replaceAll('-', '')}</EndToEndId></Refs>`).replace(/<Sts><Cd>BOOK<\/Cd><\/Sts>(?=<BookgDt><Dt>[\d-]+<\/Dt><\/BookgDt><AcctSvcrRef>B2)/, '<RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts>') })
  await at.readStatements()
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid', 'returned'])
  const { told, lines, unexplained } = await at.page()
  assert.deepEqual([told.contradicted, told.open, lines, unexplained], [[], [], [], 0])
})

test('what comes back is announced and waits for the statement', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.announce([out('B1', order), back('B2', order)])
  await at.read()
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid'])
  await assert.rejects(it.payments.retry(at.clerk, id), { code: 'payments.on-its-way' })
  at.state([out('B1', order), back('B2', order)])
  await at.readStatements()
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered', 'paid', 'returned'])
})

test('one that cannot be read is passed over once a later one can be, and keeps no statement back; the clerk reads which', async () => {
  const at = openAccount()
  const { id, order } = await at.ordered()
  at.announce([out('B1', order)], (xml) => xml.slice(0, 300))
  await assert.rejects(at.read(), { why: 'unreadable' })
  assert.deepEqual(await at.kinds(id), ['owed', 'ordered'])
  const other = await at.ordered(500)
  at.announce([out('B2', other.order, 500)])
  assert.equal(await at.read(), 1)
  assert.deepEqual([await at.kinds(other.id), (await at.page()).told.unreadable], [['owed', 'ordered', 'paid'], [1]])
  at.announce([out('B3', 'x')], (xml) => xml.replace('<Document', '<!DOCTYPE x><Document'))
  at.state([out('B1', order), out('B2', other.order, 500)])
  await assert.rejects(readOn(it.db, at.bank, at.agency), { why: 'unreadable' })
  assert.deepEqual([await at.kinds(id), (await at.page()).told.unreadable], [['owed', 'ordered', 'paid'], []])
})

test('however many read at once, each is booked once', async () => {
  const at = openAccount()
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
  const at = openAccount()
  const { notification: _, ...silent } = at.bank
  assert.equal(await readNotifications(it.db, silent, at.agency), 0)
})

test('a fee is counted as received early, and once', async () => {
  const at = openAccount()
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
