/** The clerk sends once more what was refused or came back, or what nobody has brought to the bank yet. */
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { noteAct } from '../../kernel/audit/note-act.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { paymentsFaults } from './contract.ts'
import { sendAgain } from './instruct-order.ts'
import { lockObligation } from './lock-obligation.ts'
import { order } from './settle-line.ts'
import type { PaymentsTables } from './tables.ts'

/** @throws noSuchPayment, alreadyReversed, onItsWay, noAccount */
export async function retryPayment(db: RoomDatabase<PaymentsTables>, official: Official, id: string) {
  await db.transaction(async (tx) => {
    const { obligation, last, reversed } = await lockObligation(tx, official, id)
    if (reversed) throw new Fault(paymentsFaults.alreadyReversed)
    // The one that the person named last.
    const account = last?.account ?? obligation.account
    if (obligation.kind === 'fee' || account === null) throw new Fault(paymentsFaults.noAccount)
    await noteAct(tx, `official:${official.official}`, 'retry payment', `obligation:${id}`, { attempt: (last?.attempt ?? 0) + (last?.state === 'waiting' ? 0 : 1) })
    // The same order under the same key: if the bank has it already, it pays nothing.
    if (last?.state === 'waiting') await sendAgain(tx, last.id)
    else await orderNext(tx, { id, amount: obligation.amount, account }, last)
  })
}

async function orderNext(tx: Tx<PaymentsTables>, obligation: { id: string; amount: number; account: string }, last: { state: string; attempt: number } | undefined) {
  if (last?.state === 'accepted' || last?.state === 'paid') throw new Fault(paymentsFaults.onItsWay)
  await order(tx, obligation, (last?.attempt ?? 0) + 1)
}
