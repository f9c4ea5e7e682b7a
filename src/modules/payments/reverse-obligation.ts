/** What was owed is not owed after all: a new entry takes the first one back, with the clerk's reason. Money that has left is no matter of this. */
import { noteAct } from '../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { paymentsFaults, TellCase } from './contract.ts'
import { lockObligation } from './lock-obligation.ts'
import { postEntry } from './post-entry.ts'
import type { PaymentsTables } from './tables.ts'

/** @throws noSuchPayment, reasonMissing, alreadyReversed, onItsWay */
export async function reverseObligation(db: RoomDatabase<PaymentsTables>, official: Official, id: string, reason: string) {
  if (reason.trim() === '') throw new Fault(paymentsFaults.reasonMissing, { pointer: '/reason' })
  await db.transaction(async (tx) => {
    const { obligation, last, reversed, received } = await lockObligation(tx, official, id)
    if (reversed) throw new Fault(paymentsFaults.alreadyReversed)
    // A waiting order may be at the bank already, and its answer on the way.
    if (received || (last && last.state !== 'rejected' && last.state !== 'returned')) throw new Fault(paymentsFaults.onItsWay)
    const actor = `official:${official.official}`
    await (obligation.kind === 'fee'
      ? postEntry(tx, { key: `fee-reversed/${id}`, kind: 'fee-reversed', obligation, reverses: `fee-asked/${id}`, actor, reason: reason.trim() })
      : postEntry(tx, { key: `reversed/${id}`, kind: 'reversed', obligation, reverses: `owed/${id}`, actor, reason: reason.trim() }))
    if (obligation.kind === 'fee') await enqueue(tx, TellCase, { obligation: id, payment: id, kind: 'fee-lifted' })
    await noteAct(tx, actor, 'reverse obligation', `obligation:${id}`, { reason: reason.trim() })
  })
}
