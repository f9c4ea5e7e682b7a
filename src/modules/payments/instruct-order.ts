/**
 * Brings an order to the bank, at least once; its id is the key under which the bank pays once. Whoever dies between the bank's
 * word and the commit asks again and hears the same word.
 */
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { pausePoint } from '../../kernel/pause/pause.ts'
import type { Bank } from './bank/bank.ts'
import { askBank } from './ask-bank.ts'
import { InstructOrder, TellCase } from './contract.ts'
import { postEntry } from './post-entry.ts'
import type { OrderState, PaymentsTables } from './tables.ts'

export async function instructOrder(db: RoomDatabase<PaymentsTables>, bank: Bank, id: string) {
  const found = await db.transaction((tx) => readOrder(tx, id))
  if (found?.state !== 'waiting' || found.account === null) return
  const answer = await bank.pay({ key: id, agency: found.agency, to: found.account, amount: found.amount })
  await pausePoint('payments.instruct.after-bank')
  await db.transaction(async (tx) => {
    if (await lockOrder(tx, id) !== 'waiting') return
    if (answer.accepted) await accept(tx, found, answer.reference)
    else {
      await move(tx, id, { state: 'rejected', reason: answer.reason })
      await enqueue(tx, TellCase, { obligation: found.obligation, payment: id, kind: 'payment-failed' })
    }
  })
}

export type FoundOrder = NonNullable<Awaited<ReturnType<typeof readOrder>>>

export function readOrder(tx: Tx<PaymentsTables>, id: string) {
  return tx.selectFrom('payment_order').innerJoin('obligation', 'obligation.id', 'payment_order.obligation')
    .select(['payment_order.id', 'payment_order.obligation', 'payment_order.account', 'payment_order.amount', 'payment_order.state', 'payment_order.attempt', 'obligation.agency', 'obligation.service'])
    .where('payment_order.id', '=', id).executeTakeFirst()
}

export async function lockOrder(tx: Tx<PaymentsTables>, id: string): Promise<OrderState | undefined> {
  const row = await tx.selectFrom('payment_order').select('state').where('id', '=', id).forUpdate().executeTakeFirst()
  return row?.state
}

/** From here the money is on its way, and its statement is asked for. */
export async function accept(tx: Tx<PaymentsTables>, order: FoundOrder, reference: string | null) {
  await move(tx, order.id, { state: 'accepted', bank_reference: reference })
  await postEntry(tx, { key: `ordered/${order.id}`, kind: 'ordered', obligation: { ...order, id: order.obligation }, order: order.id, actor: 'system' })
  await enqueue(tx, TellCase, { obligation: order.obligation, payment: order.id, kind: 'payment-ordered' })
  await askBank(tx, order.agency)
}

export async function move(tx: Tx<PaymentsTables>, id: string, to: { state: OrderState; bank_reference?: string | null; reason?: string | null }) {
  await tx.updateTable('payment_order').set({ ...to, changed_at: new Date() }).where('id', '=', id).execute()
}

/** The same order once more, where its job has given up. */
export const sendAgain = (tx: Tx<PaymentsTables>, id: string) => enqueue(tx, InstructOrder, { order: id }, { key: `payments.order/${id}` })
