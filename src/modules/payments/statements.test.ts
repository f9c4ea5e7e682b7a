/** The bank's statements: each whole, once, after the one before it; what is broken books nothing. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Fault } from '../../kernel/faults/faults.ts'
import { readStatements } from './read-statements.ts'
import { openTestPayments, type TestPayments } from './test-payments.ts'

let it: TestPayments
before(async () => { it = await openTestPayments() })
after(() => it.close())

test('a statement that does not follow on the last one is booked by nobody', async () => {
  const agency = 'civil-office'
  await it.payIn(it.accounts[agency]!, 5, 'first')
  await it.readOn(agency)
  await it.room.ask(`update payments.statement set closing = closing + 1 where agency = '${agency}'`)
  await it.payIn(it.accounts[agency]!, 7, 'second')
  await assert.rejects(it.payments.readStatements({ ...it.clerk, agency }), { code: 'payments.statement-broken' })
  assert.equal((await it.room.ask(`select 1 from payments.statement_line where agency = '${agency}'`)).length, 1)
  await it.ail('down')
  await assert.rejects(it.payments.readStatements({ ...it.clerk, agency }), { code: 'payments.bank-silent' })
  await it.ail('nonsense')
  await assert.rejects(it.payments.readStatements({ ...it.clerk, agency }), (cause: Fault) => cause.code === 'payments.statement-unreadable' && cause.values['why'] === 'unreadable')
  await it.ail('none')
})

test('a statement that comes again under another number, or with a line that was there before, is booked by nobody; the next true one is', async () => {
  const agency = 'town-hall'
  await it.payIn(it.accounts[agency]!, 3, 'before all that')
  await it.readOn(agency)
  const [last] = await it.room.ask<{ sequence: number; closing: number }>(`select sequence, closing::int from payments.statement where agency = $1 order by sequence desc limit 1`, [agency])
  const count = async () => (await it.room.ask(`select 1 from payments.statement_line where agency = $1`, [agency])).length
  const before = await count()
  /** The bank itself, but for what goes wrong between its number and its letter. */
  const wrong = (change: object) => ({ ...it.bank, statement: async (of: string, sequence: number) => ({ ...(await it.bank.statement(of, last!.sequence))!, sequence, opening: last!.closing, ...change }) })
  await assert.rejects(readStatements(it.db, wrong({}), agency), { why: 'repeated' })
  await assert.rejects(readStatements(it.db, wrong({ bankId: 'another' }), agency), { why: 'twice' })
  assert.equal(await count(), before)
  await it.payIn(it.accounts[agency]!, 9, 'after all that')
  assert.equal(await it.payments.readStatements({ ...it.clerk, agency }), 1)
  assert.equal(await count(), before + 1)
})
