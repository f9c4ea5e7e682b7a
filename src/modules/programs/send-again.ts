/** By hand: what was delivered or given up goes out once more, as the same messages; what waits goes now. */
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { programsFaults, SendDeliveries } from './contract.ts'
import { keepDelivery, sendingKey } from './keep-deliveries.ts'
import { demandOwn } from './programs.ts'
import type { ProgramsTables } from './tables.ts'

type Db = RoomDatabase<ProgramsTables>
/** All that were not delivered, or all of the last so many days. */
export type Again = { lost: true } | { days: number }

/** @returns how many. @throws noSuchProgram, noAddress */
export async function sendAgain(db: Db, by: Official, program: string, again: Again, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await demandOwn(tx, by, program)
    const subscription = await addressOf(tx, program)
    const all = tx.updateTable('delivery').set({ state: 'waiting', tries: 0, waits_since: now, next_at: now, settled_at: null, answer: null }).where('subscription', '=', subscription)
    const { numUpdatedRows } = await ('lost' in again ? all.where('state', '<>', 'delivered') : all.where('made_at', '>=', new Date(now.getTime() - again.days * 86_400_000))).executeTakeFirst()
    await tx.updateTable('subscription').set({ resume_at: null }).where('id', '=', subscription).execute()
    await enqueue(tx, SendDeliveries, { subscription }, { key: sendingKey(subscription) })
    return Number(numUpdatedRows)
  })
}

/** A message that says nothing but that it arrived. @throws noSuchProgram, noAddress */
export async function sendTrial(db: Db, by: Official, program: string, now: Date) {
  await db.transaction(async (tx) => {
    await demandOwn(tx, by, program)
    const subscription = await addressOf(tx, program)
    await tx.updateTable('subscription').set({ resume_at: null }).where('id', '=', subscription).execute()
    await keepDelivery(tx, subscription, `trial/${newId()}`, { type: 'program.trial', timestamp: now.toISOString(), data: { agency: by.agency } }, now)
  })
}

async function addressOf(tx: Tx<ProgramsTables>, program: string): Promise<string> {
  const row = await tx.selectFrom('subscription').select('id').where('program', '=', program).where('ended_at', 'is', null).executeTakeFirst()
  if (!row) throw new Fault(programsFaults.noAddress)
  return row.id
}
