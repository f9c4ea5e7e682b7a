/** What the bank announced beside what it states: the line confirms the entry that was booked early, or contradicts it, and the clerk is shown how. */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { StatementLine } from '../bank/bank.ts'
import type { Contradiction, NotifiedState, PaymentsTables } from '../tables.ts'

interface Told { id: string; entry: string | null; amount: number }

const waiting: NotifiedState[] = ['open', 'contradicted']

/** What was announced of this line: under its own reference; or, where the bank gives it another now, what was booked early of the same payment to the unit. */
export async function findNotified(tx: Tx<PaymentsTables>, agency: string, { bankReference, reference, amount, isReturn }: StatementLine): Promise<Told | undefined> {
  const of = tx.selectFrom('notified').select(['id', 'entry', 'amount', 'state']).where('agency', '=', agency)
  const own = await of.where('bank_reference', '=', bankReference).executeTakeFirst()
  // What a clerk had taken back is stated after all: it is booked anew, unless the bank has announced it once more.
  if (own && own.state !== 'taken-back') return waiting.includes(own.state) ? own : undefined
  if (reference === null || isReturn) return undefined
  return of.where('reference', '=', reference).where('amount', '=', amount).where('entry', 'is not', null).where('state', 'in', waiting).orderBy('id').limit(1).executeTakeFirst()
}

/** A sum whose transactions the bank has announced, and which come to it, is stated as those. */
export async function inParts(tx: Tx<PaymentsTables>, agency: string, lines: readonly StatementLine[]): Promise<StatementLine[]> {
  const told = await tx.selectFrom('notified').selectAll().where('agency', '=', agency).where('sum_reference', '=', sql<string>`any(${lines.map(({ bankReference }) => bankReference)})`).orderBy('id').execute()
  const bySum = Map.groupBy(told, ({ sum_reference }) => sum_reference)
  return lines.flatMap((line) => {
    const parts = bySum.get(line.bankReference) ?? []
    if (parts.length === 0 || parts.reduce((sum, { amount }) => sum + amount, 0) !== line.amount) return [line]
    return parts.map(({ bank_reference, amount, reference, is_return, is_reversal, reason }): StatementLine => ({
      bankReference: bank_reference, sum: line.bankReference, amount, bookedOn: line.bookedOn, reference, isReturn: is_return, isReversal: is_reversal, reason,
    }))
  })
}

/** Where nothing was booked early nothing can be wrong with it. */
export async function compare(tx: Tx<PaymentsTables>, { id, entry, amount }: Told, line: Pick<StatementLine, 'amount'>) {
  if (entry === null || amount === line.amount) await move(tx, id, { state: 'settled' })
  else await move(tx, id, { state: 'contradicted', why: 'other-amount', said: line.amount })
}

/** The bank takes back what it announced, and has not stated it. */
export async function contradictReversed(tx: Tx<PaymentsTables>, agency: string, { reference, amount }: StatementLine) {
  if (reference === null) return
  const found = await tx.selectFrom('notified').select('id').where('agency', '=', agency).where('reference', '=', reference).where('amount', '=', -amount)
    .where('entry', 'is not', null).where('state', '=', 'open').orderBy('id').limit(1).executeTakeFirst()
  if (found) await move(tx, found.id, { state: 'contradicted', why: 'reversed', said: amount })
}

/** @param closedOn the day that the account has been stated to: what was booked before it stands on a statement, or never will */
export async function contradictMissing(tx: Tx<PaymentsTables>, agency: string, closedOn: string) {
  const late = tx.updateTable('notified').where('agency', '=', agency).where('state', '=', 'open').where('booked_on', '<', closedOn)
  await late.where('entry', 'is not', null).set({ state: 'contradicted', why: 'not-confirmed', changed_at: new Date() }).execute()
  await late.where('entry', 'is', null).set({ state: 'settled', changed_at: new Date() }).execute()
}

export async function move(tx: Tx<PaymentsTables>, id: string, to: { state: NotifiedState; why?: Contradiction; said?: number }) {
  await tx.updateTable('notified').set({ ...to, changed_at: new Date() }).where('id', '=', id).execute()
}
