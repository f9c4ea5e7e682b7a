/** What the bank announced and has not stated: for the clerk, who sees what was booked early, and where the bank contradicts itself. */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { PaymentsTables } from '../tables.ts'

const withPayment = (tx: Tx<PaymentsTables>, agency: string) => tx.selectFrom('notified').leftJoin('entry', 'entry.id', 'notified.entry').leftJoin('obligation', 'obligation.id', 'entry.obligation')
  .select(['notified.id', 'notified.bank_reference', 'notified.amount', 'notified.booked_on', 'notified.reference', 'notified.is_return', 'notified.is_reversal', 'notified.unmatched', 'notified.why', 'notified.said', 'obligation.id as obligation', 'obligation.service', 'obligation.receipt'])
  .where('notified.agency', '=', agency)
export type Notified = Awaited<ReturnType<ReturnType<typeof withPayment>['execute']>>[number]

/** Of one payment. */
export const readContradictions = (tx: Tx<PaymentsTables>, agency: string, obligation: string): Promise<Notified[]> =>
  withPayment(tx, agency).where('entry.obligation', '=', obligation).where('notified.state', '=', 'contradicted').orderBy('notified.id').execute()

/** @property early what of it stands in the ledger: how often, and what it comes to at the bank. @property takenBack entries of what never left (paid, and came back) or never came (received), as clerks say @property unreadable messages that were passed over since the last statement */
export async function readUnsettled(tx: Tx<PaymentsTables>, agency: string, limit: number) {
  const open = await withPayment(tx, agency).where('notified.state', '=', 'open').orderBy('notified.id', 'desc').limit(limit).execute()
  const contradicted = await withPayment(tx, agency).where('notified.state', '=', 'contradicted').orderBy('notified.id').limit(limit).execute()
  const early = await tx.selectFrom('notified').where('agency', '=', agency).where('state', 'in', ['open', 'contradicted']).where('entry', 'is not', null)
    .select([sql<number>`count(*)::int`.as('count'), sql<number>`coalesce(sum(amount), 0)::bigint`.as('amount')]).executeTakeFirstOrThrow()
  const takenBack = await tx.selectFrom('notified').select(sql<number>`coalesce(sum(case when amount < 0 then 2 else 1 end), 0)::int`.as('count')).where('agency', '=', agency).where('state', '=', 'taken-back').executeTakeFirstOrThrow()
  const stated = tx.selectFrom('statement').select(({ fn }) => fn.max('read_at').as('read_at')).where('agency', '=', agency)
  const unreadable = await tx.selectFrom('notification').select(['sequence']).where('agency', '=', agency).where('bank_id', 'is', null)
    .where(({ eb, or }) => or([eb('read_at', '>', stated), eb(stated, 'is', null)])).orderBy('sequence').limit(limit).execute()
  return { open, contradicted, early, takenBack: takenBack.count, unreadable: unreadable.map(({ sequence }) => sequence) }
}
