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
  return { obligation, last, kinds, reversed: kinds.includes('reversed') || kinds.includes('fee-reversed') || isAskedBack(kinds), received: isReceived(kinds) }
}

/** And no objection has lifted that. @param kinds of all its entries: each may be asked back and lifted more than once */
export const isAskedBack = (kinds: readonly EntryKind[]) => count(kinds, 'reclaimed') > count(kinds, 'reclaim-lifted')

/** The fee is in, and the bank has not said since that it never came. */
export const isReceived = (kinds: readonly EntryKind[]) => count(kinds, 'fee-received') > count(kinds, 'fee-unreceived')

/** So of what was asked back. */
export const isRepaid = (kinds: readonly EntryKind[]) => count(kinds, 'repaid') > count(kinds, 'repaid-unreceived')

/** Of the next entry of this kind: what was taken back may come once more. */
export const keyOfNext = (kind: 'fee-received' | 'repaid', obligation: string, kinds: readonly EntryKind[]) => `${kind}/${obligation}${kinds.includes(kind) ? `/${count(kinds, kind) + 1}` : ''}`

const count = (kinds: readonly EntryKind[], wanted: EntryKind) => kinds.filter((kind) => kind === wanted).length
