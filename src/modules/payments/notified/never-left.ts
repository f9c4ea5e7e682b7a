/**
 * The bank announced a payment, and says when asked that the money never left: the clerk, with a reason, has it owed again. For the ledger
 * it is as if it had come back; a line that states it after all waits for the clerk.
 */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { paymentsFaults, TellCase } from '../contract.ts'
import { move as moveOrder } from '../instruct-order.ts'
import { lockAccount } from '../lock-account.ts'
import { lockObligation } from '../lock-obligation.ts'
import { postEntry } from '../post-entry.ts'
import type { PaymentsTables } from '../tables.ts'
import { move } from './compare.ts'

/** @throws noSuchPayment, reasonMissing, alreadyReversed; notContradicted where a statement has it, or none has been read past its day */
export async function neverLeft(db: RoomDatabase<PaymentsTables>, { official, agency }: Official, id: string, typed: string) {
  const reason = typed.trim()
  await db.transaction(async (tx) => {
    // No statement is read meanwhile.
    await lockAccount(tx, agency)
    const { obligation, last, reversed } = await lockObligation(tx, { agency }, id)
    const told = last?.state === 'paid' ? await tx.selectFrom('notified').innerJoin('entry', 'entry.id', 'notified.entry').select('notified.id')
      .where('notified.agency', '=', agency).where('notified.state', '=', 'contradicted').where('entry.payment_order', '=', last.id).where('entry.kind', '=', 'paid').where('notified.why', '<>', 'other-amount').executeTakeFirst() : undefined
    if (!told || !last) throw new Fault(paymentsFaults.notContradicted)
    if (reversed) throw new Fault(paymentsFaults.alreadyReversed)
    if (reason === '') throw new Fault(paymentsFaults.reasonMissing, { pointer: '/reason' })
    const actor = `official:${official}`
    await postEntry(tx, { key: `returned/${last.id}`, kind: 'returned', obligation, order: last.id, reverses: `paid/${last.id}`, actor, reason })
    await moveOrder(tx, last.id, { state: 'returned' })
    await move(tx, told.id, { state: 'taken-back' })
    await enqueue(tx, TellCase, { obligation: id, payment: last.id, kind: 'payment-failed' })
    await noteAct(tx, actor, 'payment never left', `obligation:${id}`, { reason })
  })
}
