/** Reading, for the clerk's pages. Sums come from the ledger, never from the states of orders. */
import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { readByHand } from './by-hand/read-line.ts'
import { paymentsFaults } from './contract.ts'
import { readContradictions, readUnsettled } from './notified/read-unsettled.ts'
import type { PaymentsTables } from './tables.ts'
import { balancesOf, readMoved } from './tally.ts'

/** @throws noSuchPayment */
export async function readPayment(tx: Tx<PaymentsTables>, agency: string, id: string) {
  const obligation = await tx.selectFrom('obligation').selectAll().where('id', '=', id).where('agency', '=', agency).executeTakeFirst()
  if (!obligation) throw new Fault(paymentsFaults.noSuchPayment)
  const orders = await tx.selectFrom('payment_order').selectAll().where('obligation', '=', id).orderBy('attempt').execute()
  const entries = await tx.selectFrom('entry').selectAll().where('obligation', '=', id).orderBy('booked_at').orderBy('id').execute()
  const postings = entries.length === 0 ? [] : await tx.selectFrom('posting').innerJoin('account', 'account.id', 'posting.account').select(['posting.entry', 'posting.amount', 'account.kind'])
    .where('posting.entry', 'in', entries.map(({ id: entry }) => entry)).orderBy('posting.amount', 'desc').execute()
  const contradictions = await readContradictions(tx, agency, id)
  return { obligation, orders, contradictions, entries: entries.map((entry) => ({ ...entry, postings: postings.filter((posting) => posting.entry === entry.id) })) }
}
export type ReadPayment = Awaited<ReturnType<typeof readPayment>>

/** Rows a page of what the two sides do not share. */
const shown = 50

/** The ledger beside the bank: what both have, what only one has, and whether the rest explains the difference. */
export async function readReconciliation(tx: Tx<PaymentsTables>, agency: string) {
  const last = await tx.selectFrom('statement').selectAll().where('agency', '=', agency).orderBy('sequence', 'desc').limit(1).executeTakeFirst()
  const first = await tx.selectFrom('statement').select('opening').where('agency', '=', agency).orderBy('sequence').limit(1).executeTakeFirst()
  const standing = tx.selectFrom('assignment').selectAll().where(({ not, exists, selectFrom }) => not(exists(selectFrom('reopening').whereRef('reopening.line', '=', 'assignment.line').whereRef('reopening.turn', '=', 'assignment.turn')))).as('assignment')
  const withoutEntry = tx.selectFrom('statement_line').leftJoin(standing, (join) => join.onRef('assignment.line', '=', 'statement_line.id')).where('statement_line.agency', '=', agency).where('statement_line.entry', 'is', null)
  const { unmatched, difference } = await withoutEntry.where('assignment.entry', 'is', null)
    .select([sql<number>`(count(*) filter (where assignment.line is null))::int`.as('unmatched'), sql<number>`coalesce(sum(statement_line.amount), 0)::bigint`.as('difference')]).executeTakeFirstOrThrow()
  const lines = await withoutEntry.where('assignment.line', 'is', null).selectAll('statement_line').orderBy('statement_line.id', 'desc').limit(shown).execute()
  const byHand = await readByHand(tx, agency).orderBy('assignment.assigned_at', 'desc').limit(shown).execute()
  const waiting = await tx.selectFrom('payment_order').innerJoin('obligation', 'obligation.id', 'payment_order.obligation')
    .select(['payment_order.id', 'payment_order.obligation', 'payment_order.amount', 'payment_order.bank_reference', 'payment_order.changed_at', 'obligation.service', 'obligation.receipt'])
    .where('payment_order.state', '=', 'accepted').where('obligation.agency', '=', agency).orderBy('payment_order.changed_at').limit(shown).execute()
  const moved = await readMoved(tx, agency)
  const ledger = balancesOf(moved).bank ?? 0
  const told = await readUnsettled(tx, agency, shown)
  // Each of these stands on one line of a statement, or was booked early and will; what was taken back of it stands on none.
  const matched = (['paid', 'returned', 'fee-received', 'repaid'] as const).reduce((sum, kind) => sum + (moved[kind]?.count ?? 0), 0) - told.early.count - told.takenBack
  const bank = last ? last.closing - (first?.opening ?? 0) : 0
  return { last, ledger, bank, matched, unmatched, lines, byHand, waiting, told, unexplained: bank - (ledger - told.early.amount) - difference }
}
export type Reconciliation = Awaited<ReturnType<typeof readReconciliation>>
