/** A happening becomes a message for every program of the agency that has an address, in the transaction that has heard of it. */
import type { Tx } from '../../kernel/db/database.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { type Message, SendDeliveries } from './contract.ts'
import type { ProgramsTables } from './tables.ts'

/** @param key of the happening: a second message with it is none */
export async function keepDeliveries(tx: Tx<ProgramsTables>, key: string, message: Message, now: Date) {
  const to = await tx.selectFrom('subscription').innerJoin('program', 'program.id', 'subscription.program').select('subscription.id')
    .where('program.agency', '=', message.data.agency).where('program.ended_at', 'is', null).where('subscription.ended_at', 'is', null).execute()
  for (const { id } of to) await keepDelivery(tx, id, key, message, now)
}

export async function keepDelivery(tx: Tx<ProgramsTables>, subscription: string, key: string, message: Message, now: Date) {
  await tx.insertInto('delivery').values({ id: newId(), subscription, key, type: message.type, body: JSON.stringify(message), made_at: now, waits_since: now, next_at: now })
    .onConflict((conflict) => conflict.columns(['subscription', 'key']).doNothing()).execute()
  await enqueue(tx, SendDeliveries, { subscription }, { key: sendingKey(subscription) })
}

/** One job a receiver: whoever comes late finds everything that waits. */
export const sendingKey = (subscription: string) => `programs.send/${subscription}`
