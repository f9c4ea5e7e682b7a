/** A clerk says what a line belongs to. The ledger books it as if the payer had written the right reference: new entries only, to the unit. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { EntryKind } from '../chart.ts'
import { paymentsFaults } from '../contract.ts'
import { matchLine, type Sayer } from '../match-line.ts'
import type { PaymentsTables } from '../tables.ts'
import { bookOwed } from './book-owed.ts'
import { type Candidate, entriesOf, readCandidate } from './list-candidates.ts'
import { lockLine } from './lock-line.ts'
import { type Line, readLine } from './read-line.ts'

/** Money that is not the agency's: the ledger books nothing, and the difference stays until it has gone back. */
export const notOurs = 'not-ours'

export interface Choice {
  /** Id of an order or of a fee, or `not-ours`. */
  payment: string | undefined
  reason: string
}

export interface Effect { line: Line; /** undefined: not the agency's */ candidate: Candidate | undefined; entries: EntryKind[]; /** How often it has been seen to, with this time. */ turn: number }

/** What the choice would do. @throws noSuchLine, lineTaken, choiceMissing, whyMissing, notAwaited, otherAmount with both amounts in the smallest unit */
export async function previewLine(tx: Tx<PaymentsTables>, agency: string, id: string, { payment, reason }: Choice): Promise<Effect> {
  const { line, assigned, history } = await readLine(tx, agency, id)
  const turn = history.length + 1
  if (assigned) throw new Fault(paymentsFaults.lineTaken)
  if (payment === undefined) throw new Fault(paymentsFaults.choiceMissing, { pointer: '/payment' })
  if (reason.trim() === '') throw new Fault(paymentsFaults.whyMissing, { pointer: '/reason' })
  if (payment === notOurs) return { line, candidate: undefined, entries: [], turn }
  const candidate = await readCandidate(tx, agency, line, payment)
  if (!candidate) throw new Fault(paymentsFaults.notAwaited, { pointer: '/payment' })
  const amount = Math.abs(line.amount)
  if (candidate.amount !== amount) throw new Fault(paymentsFaults.otherAmount, { pointer: '/payment', values: { line: amount, payment: candidate.amount } })
  return { line, candidate, entries: entriesOf(line, candidate), turn }
}

/** @throws what previewLine throws */
export async function assignLine(db: RoomDatabase<PaymentsTables>, { official, agency }: Official, id: string, choice: Choice) {
  await db.transaction(async (tx) => {
    await lockLine(tx, id)
    const { line, candidate, turn } = await previewLine(tx, agency, id, choice)
    const by = { actor: `official:${official}`, reason: choice.reason.trim() }
    const entry = candidate ? await book(tx, line, candidate, by) : null
    await tx.insertInto('assignment').values({ line: id, turn, entry, ...by }).execute()
    await noteAct(tx, by.actor, 'assign statement line', `statement-line:${id}`, { payment: candidate?.obligation ?? notOurs, reason: by.reason })
  })
}

/** @throws notAwaited where the payment has moved on under the clerk's eyes */
async function book(tx: Tx<PaymentsTables>, line: Line, { id, standing }: Candidate, by: Sayer): Promise<string> {
  if (standing === 'owed') return bookOwed(tx, line.agency, id, by)
  const { entry } = await matchLine(tx, line.agency, { bankReference: line.bank_reference, amount: line.amount, bookedOn: line.booked_on, reference: id, isReturn: line.is_return, reason: line.reason }, by)
  if (entry === null) throw new Fault(paymentsFaults.notAwaited, { pointer: '/payment' })
  return entry
}
