import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { EntryKind } from './chart.ts'
import { paymentsFaults } from './contract.ts'
import type { PaymentsTables } from './tables.ts'

/** How one of an agency's, or of a person's, stands, until the transaction ends. The row itself cannot be locked: the room may change nothing of it. @throws noSuchPayment */
export async function lockObligation(tx: Tx<PaymentsTables>, of: { agency: string } | { person: string }, id: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payments/${id}`}, 0))`.execute(tx)
  const theirs = tx.selectFrom('obligation').selectAll().where('id', '=', id)
  const obligation = await ('agency' in of ? theirs.where('agency', '=', of.agency) : theirs.where('person', '=', of.person)).executeTakeFirst()
  if (!obligation) throw new Fault(paymentsFaults.noSuchPayment)
  const last = await tx.selectFrom('payment_order').select(['id', 'state', 'attempt', 'account']).where('obligation', '=', id).orderBy('attempt', 'desc').limit(1).forUpdate().executeTakeFirst()
  const kinds = (await tx.selectFrom('entry').select('kind').where('obligation', '=', id).execute()).map(({ kind }) => kind)
  return { obligation, last, kinds, reversed: kinds.includes('reversed') || kinds.includes('fee-reversed') || isAskedBack(kinds), received: kinds.includes('fee-received') }
}

/** And an objection has not lifted that. */
export const isAskedBack = (kinds: readonly EntryKind[]) => kinds.includes('reclaimed') && !kinds.includes('reclaim-lifted')
