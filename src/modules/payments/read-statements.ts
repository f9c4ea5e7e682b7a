/** Every statement that the bank has written since the last one read: each is booked whole, once, in its order. */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { pausePoint } from '../../kernel/pause/pause.ts'
import { BadStatement } from './bank/bad-statement.ts'
import type { Bank, Statement } from './bank/bank.ts'
import { paymentsFaults, ReadStatement } from './contract.ts'
import { lockAccount } from './lock-account.ts'
import { matchLine } from './match-line.ts'
import { compare, contradictMissing, contradictReversed, findNotified, inParts } from './notified/compare.ts'
import { readNotifications } from './notified/read-notifications.ts'
import type { PaymentsTables } from './tables.ts'
import { closeDays } from './tally.ts'

/** Minutes until the bank is asked again: while something is on its way, and for what comes back later. */
const [soon, later] = [2, 6 * 60]

/** @throws statementBroken where a statement does not follow on the one before; BadStatement */
export async function readStatements(db: RoomDatabase<PaymentsTables>, bank: Bank, agency: string): Promise<number> {
  let read = 0
  for (;;) {
    const last = await db.transaction((tx) => lastStatement(tx, agency))
    const statement = await bank.statement(agency, (last?.sequence ?? 0) + 1)
    if (!statement) return read
    await pausePoint('payments.statement.before-commit')
    await db.transaction((tx) => bookStatement(tx, agency, statement))
    read += 1
  }
}

/** As a job, which sees to the next one. What was announced comes first; what is wrong with it keeps no statement back. */
export async function readOn(db: RoomDatabase<PaymentsTables>, bank: Bank, agency: string) {
  const failure = await readNotifications(db, bank, agency).then(() => undefined, (cause: unknown) => ({ cause }))
  await readStatements(db, bank, agency)
  await db.transaction(async (tx) => {
    await closeDays(tx, agency)
    const [waits] = await tx.selectFrom('payment_order').innerJoin('obligation', 'obligation.id', 'payment_order.obligation').select('payment_order.id')
      .where('payment_order.state', '=', 'accepted').where('obligation.agency', '=', agency).limit(1).execute()
    const asked = waits ? undefined : await openFees(tx, agency).limit(1).executeTakeFirst()
    const minutes = waits || asked ? soon : later
    await enqueue(tx, ReadStatement, { agency }, { runAt: new Date(Date.now() + minutes * 60_000), key: `payments.statement/${agency}/next` })
  })
  if (failure) throw failure.cause
}

/** Asked in these days and not received: whoever pays at once is to see it at once. */
const openFees = (tx: Tx<PaymentsTables>, agency: string) => tx.selectFrom('entry').select('obligation').where('agency', '=', agency).where('kind', '=', 'fee-asked').where('booked_at', '>', sql<Date>`now() - interval '2 days'`)
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('entry as after').select('after.id').whereRef('after.obligation', '=', 'entry.obligation').where('after.kind', 'in', ['fee-received', 'fee-reversed']))))

const lastStatement = (tx: Tx<PaymentsTables>, agency: string) =>
  tx.selectFrom('statement').select(['sequence', 'closing']).where('agency', '=', agency).orderBy('sequence', 'desc').limit(1).executeTakeFirst()

async function bookStatement(tx: Tx<PaymentsTables>, agency: string, { bankId, sequence, opening, closing, closedOn, lines: stated }: Statement) {
  await lockAccount(tx, agency)
  const last = await lastStatement(tx, agency)
  if (last && last.sequence >= sequence) return
  if (sequence !== (last?.sequence ?? 0) + 1 || opening !== (last?.closing ?? opening)) throw new Fault(paymentsFaults.statementBroken, { values: { sequence } })
  const lines = await inParts(tx, agency, stated)
  await refuseRepeated(tx, agency, bankId, lines)
  const statement = newId()
  await tx.insertInto('statement').values({ id: statement, agency, sequence, bank_id: bankId, opening, closing }).execute()
  for (const line of lines) {
    const told = await findNotified(tx, agency, line)
    const { entry, unmatched } = told?.entry && told.amount === line.amount ? { entry: told.entry, unmatched: null } : await matchLine(tx, agency, line)
    await tx.insertInto('statement_line').values({
      id: newId(), statement, agency, bank_reference: line.bankReference, amount: line.amount, booked_on: line.bookedOn, reference: line.reference, is_return: line.isReturn,
      reason: line.reason, entry, unmatched,
    }).execute()
    if (told) await compare(tx, told, line)
  }
  for (const line of lines) if (line.isReversal) await contradictReversed(tx, agency, line)
  await contradictMissing(tx, agency, closedOn)
}

/** Under another number the same statement, or a line of an earlier one: booked again it would move money that has moved. */
async function refuseRepeated(tx: Tx<PaymentsTables>, agency: string, bankId: string, lines: Statement['lines']) {
  const same = await tx.selectFrom('statement').select('bank_id').where('agency', '=', agency).where('bank_id', '=', bankId).executeTakeFirst()
  if (same) throw new BadStatement('repeated', bankId)
  const line = await tx.selectFrom('statement_line').select('bank_reference').where('agency', '=', agency).where('bank_reference', '=', sql<string>`any(${lines.map(({ bankReference }) => bankReference)})`).limit(1).executeTakeFirst()
  if (line) throw new BadStatement('twice', line.bank_reference)
}
