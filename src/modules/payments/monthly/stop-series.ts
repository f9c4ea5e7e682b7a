/**
 * A monthly benefit stops: by the clerk, because the decision has changed; by the person, who wants it no more; or because the person has
 * died. Nothing becomes owed from that month on; what is already owed for such a month is taken back, by a job for each.
 */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { paymentsFaults, TakeBack } from '../contract.ts'
import { lockObligation } from '../lock-obligation.ts'
import type { PaymentsTables } from '../tables.ts'
import { after } from './months.ts'
import { standingStop } from './standing-stop.ts'

/** `this`: the month of the payment, and what was paid for it is asked back; `next`: the month after it. */
export type StopFrom = 'this' | 'next'

/** @throws noSuchPayment, reasonMissing, notMonthly where nothing is paid by the month, or no more */
export async function stopByClerk(db: RoomDatabase<PaymentsTables>, official: Official, payment: string, from: StopFrom, typed: string) {
  const reason = typed.trim()
  await db.transaction(async (tx) => {
    const { obligation: { line, month } } = await lockObligation(tx, official, payment)
    // Whose page has no field for a reason is not sent to one.
    if (reason === '') throw await runs(tx, line) ? new Fault(paymentsFaults.reasonMissing, { pointer: '/reason' }) : new Fault(paymentsFaults.notMonthly)
    const actor = `official:${official.official}`
    if (month === null || !await stop(tx, { line, from: from === 'this' ? month : after(month), actor, reason })) throw new Fault(paymentsFaults.notMonthly)
    await noteAct(tx, actor, 'stop monthly benefit', `obligation:${payment}`, { from, reason })
  })
}

const runs = async (tx: Tx<PaymentsTables>, line: string) =>
  await tx.selectFrom('series').select('line').where('line', '=', line).where('next_month', 'is not', null).executeTakeFirst() !== undefined

/** What has been paid stays. @throws noSuchPayment also for another's; notMonthly */
export async function stopByPerson(db: RoomDatabase<PaymentsTables>, person: string, line: string) {
  await db.transaction(async (tx) => {
    const series = await tx.selectFrom('series').select('next_month').where('line', '=', line).where('person', '=', person).forUpdate().executeTakeFirst()
    if (!series) throw new Fault(paymentsFaults.noSuchPayment)
    if (series.next_month === null || !await stop(tx, { line, from: series.next_month, actor: 'resident', reason: 'wanted-no-more' })) throw new Fault(paymentsFaults.notMonthly)
  })
}

/** Everything that somebody was paid by the month, from the month that comes next; may be told again. */
export async function stopOfDead(db: RoomDatabase<PaymentsTables>, person: string) {
  await db.transaction(async (tx) => {
    await tx.insertInto('deceased').values({ person }).onConflict((conflict) => conflict.column('person').doNothing()).execute()
    const running = await tx.selectFrom('series').select(['line', 'next_month']).where('person', '=', person).where('next_month', 'is not', null).orderBy('line').forUpdate().execute()
    for (const { line, next_month } of running) await stop(tx, { line, from: next_month!, actor: 'system', reason: 'died' })
  })
}

/** @returns false where it has been stopped before, or is over without a month that is not owed */
async function stop(tx: Tx<PaymentsTables>, { line, from, actor, reason }: { line: string; from: string; actor: string; reason: string }): Promise<boolean> {
  const series = await tx.selectFrom('series').select('next_month').where('line', '=', line).forUpdate().executeTakeFirst()
  if (!series) return false
  const owed = await tx.selectFrom('obligation').select('id').where('line', '=', line).where('month', '>=', from).orderBy('month').execute()
  if (series.next_month === null && owed.length === 0) return false
  if (await standingStop(tx, line)) return false
  const { turn } = await tx.selectFrom('stop').select(({ fn }) => fn.max('turn').as('turn')).where('line', '=', line).executeTakeFirstOrThrow()
  await tx.insertInto('stop').values({ line, turn: (turn ?? 0) + 1, from_month: from, actor, reason }).execute()
  await tx.updateTable('series').set({ next_month: null, next_day: null }).where('line', '=', line).execute()
  for (const { id } of owed) await enqueue(tx, TakeBack, { obligation: id })
  return true
}
