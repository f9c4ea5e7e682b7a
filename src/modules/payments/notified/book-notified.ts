/**
 * What a notification says is booked early, each entry of the account once, and never what a statement has had before it. What comes back
 * waits for the statement: on an announcement alone nobody orders a payment again, which might then be paid twice.
 */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Notification, StatementLine } from '../bank/bank.ts'
import { matchLine, type Sayer } from '../match-line.ts'
import type { PaymentsTables, Unmatched } from '../tables.ts'
import { contradictReversed, move } from './compare.ts'

const notice: Sayer = { actor: 'bank-notice' }

export async function bookNotified(tx: Tx<PaymentsTables>, agency: string, notification: string, { account, lines }: Notification) {
  for (const line of lines) await bookOne(tx, agency, notification, account, line)
  for (const line of lines) if (line.isReversal) await contradictReversed(tx, agency, line)
}

async function bookOne(tx: Tx<PaymentsTables>, agency: string, notification: string, account: string, line: StatementLine) {
  const before = await tx.selectFrom('notified').select(['id', 'amount', 'entry', 'state']).where('account', '=', account).where('bank_reference', '=', line.bankReference).executeTakeFirst()
  if (before) {
    if (before.entry !== null && before.state === 'open' && before.amount !== line.amount) await move(tx, before.id, { state: 'contradicted', why: 'other-amount', said: line.amount })
    return
  }
  const stated = await isStated(tx, agency, line)
  const { entry, unmatched } = stated || line.isReturn || line.isReversal ? nothing : await matchLine(tx, agency, line, notice)
  await tx.insertInto('notified').values({
    id: newId(), notification, agency, account, bank_reference: line.bankReference, sum_reference: line.sum ?? null, amount: line.amount, booked_on: line.bookedOn, reference: line.reference,
    is_return: line.isReturn, is_reversal: line.isReversal ?? false, reason: line.reason, entry, unmatched, state: stated ? 'settled' : 'open', why: null, said: null,
  }).execute()
}

const nothing: { entry: string | null; unmatched: Unmatched | null } = { entry: null, unmatched: null }

/** By itself, or in the sum that it is one of. */
async function isStated(tx: Tx<PaymentsTables>, agency: string, { bankReference, sum }: StatementLine): Promise<boolean> {
  const references = [bankReference, ...(sum === undefined ? [] : [sum])]
  return await tx.selectFrom('statement_line').select('id').where('agency', '=', agency).where('bank_reference', '=', sql<string>`any(${references})`).limit(1).executeTakeFirst() !== undefined
}
