/** What was owed without an order and the bank paid all the same: the order that there should have been, and its two entries, by the clerk. */
import type { Tx } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { paymentsFaults, TellCase } from '../contract.ts'
import { lockObligation } from '../lock-obligation.ts'
import type { Sayer } from '../match-line.ts'
import { postEntry } from '../post-entry.ts'
import type { PaymentsTables } from '../tables.ts'

/** @returns the entry that says it is paid. @throws notAwaited where it has been ordered or taken back under the clerk's eyes */
export async function bookOwed(tx: Tx<PaymentsTables>, agency: string, id: string, by: Sayer): Promise<string> {
  const { obligation, last, reversed } = await lockObligation(tx, { agency }, id)
  if (last || reversed) throw new Fault(paymentsFaults.notAwaited, { pointer: '/payment' })
  const order = newId()
  await tx.insertInto('payment_order').values({ id: order, obligation: id, attempt: 1, amount: obligation.amount, account: null, state: 'paid' }).execute()
  await postEntry(tx, { key: `ordered/${order}`, kind: 'ordered', obligation, order, ...by })
  const paid = await postEntry(tx, { key: `paid/${order}`, kind: 'paid', obligation, order, ...by })
  await enqueue(tx, TellCase, { obligation: id, payment: order, kind: 'paid' })
  return paid!
}
