/** Reading, for the clerk's pages. Sums come from the ledger, never from the states of orders. */
import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { AccountKind, EntryKind } from './chart.ts'
import { paymentsFaults } from './contract.ts'
import type { PaymentsTables } from './tables.ts'

export const listOf = ['all', 'owed', 'under-way', 'paid', 'failed', 'reversed', 'fees'] as const
export type ListOf = (typeof listOf)[number]
/** How an obligation stands: its last order's state, or what the ledger says where there is none. */
export type Standing = 'owed' | 'waiting' | 'accepted' | 'rejected' | 'paid' | 'returned' | 'reversed' | 'asked' | 'received'

export interface PaymentRow { kind: 'benefit' | 'fee'; agency: string; id: string; service: string; receipt: string; per: 'once' | 'month'; amount: number; account: string | null; created_at: Date; standing: Standing }

/** The states of a list, as the page has them. */
const standings: Record<ListOf, readonly Standing[] | null> = {
  all: null,
  owed: ['owed', 'waiting'],
  'under-way': ['accepted'],
  paid: ['paid'],
  failed: ['rejected', 'returned'],
  reversed: ['reversed'],
  fees: ['asked', 'received'],
}

/** With the account of the last order, which the person may have changed. */
const standing = sql`o.id, o.kind, o.agency, o.service, o.receipt, o.per, o.amount, o.created_at,
        coalesce((select p.account from payments.payment_order p where p.obligation = o.id order by p.attempt desc limit 1), o.account) as account, case
          when exists (select from payments.entry e where e.obligation = o.id and e.kind in ('reversed', 'fee-reversed')) then 'reversed'
          when o.kind = 'fee' then case when exists (select from payments.entry e where e.obligation = o.id and e.kind = 'fee-received') then 'received' else 'asked' end
          else coalesce((select p.state from payments.payment_order p where p.obligation = o.id order by p.attempt desc limit 1), 'owed') end as standing`

/** Newest first. @param before id of the last one seen */
export async function listPayments(tx: Tx<PaymentsTables>, agency: string, of: ListOf, before: string | undefined, limit: number): Promise<PaymentRow[]> {
  const wanted = standings[of]
  const { rows } = await sql<PaymentRow>`
    select * from (
      select ${standing}
      from payments.obligation o where o.agency = ${agency} and (${before ?? null}::uuid is null or o.id < ${before ?? null}::uuid)
      order by o.id desc) as listed
    where ${wanted === null ? sql`true` : sql`standing = any (${[...wanted]})`} order by id desc limit ${limit}`.execute(tx)
  return rows
}

export interface OwnPayment extends PaymentRow {
  /** Why the last order failed, in the bank's code. */
  reason: string | null
}

/** Rows of a person's page: more than a decade of them. */
const ownShown = 200

export async function listOwn(tx: Tx<PaymentsTables>, person: string): Promise<OwnPayment[]> {
  const { rows } = await sql<OwnPayment>`
    select ${standing}, (select p.reason from payments.payment_order p where p.obligation = o.id order by p.attempt desc limit 1) as reason
    from payments.obligation o where o.person = ${person} order by o.id desc limit ${ownShown}`.execute(tx)
  return rows
}

/** Balances of an agency, by kind of account. */
export async function readBalances(tx: Tx<PaymentsTables>, agency: string): Promise<Partial<Record<AccountKind, number>>> {
  const rows = await tx.selectFrom('posting').innerJoin('account', 'account.id', 'posting.account').where('account.agency', '=', agency)
    .select(['account.kind', sql<number>`sum(posting.amount)::bigint`.as('balance')]).groupBy('account.kind').execute()
  return Object.fromEntries(rows.map(({ kind, balance }) => [kind, balance]))
}

/** How much each kind of entry moved. */
export async function readMoved(tx: Tx<PaymentsTables>, agency: string): Promise<Partial<Record<EntryKind, { count: number; amount: number }>>> {
  const rows = await tx.selectFrom('entry').innerJoin('posting', 'posting.entry', 'entry.id').where('entry.agency', '=', agency).where('posting.amount', '>', 0)
    .select(['entry.kind', sql<number>`count(*)::int`.as('count'), sql<number>`sum(posting.amount)::bigint`.as('amount')]).groupBy('entry.kind').execute()
  return Object.fromEntries(rows.map(({ kind, count, amount }) => [kind, { count, amount }]))
}

/** @throws noSuchPayment */
export async function readPayment(tx: Tx<PaymentsTables>, agency: string, id: string) {
  const obligation = await tx.selectFrom('obligation').selectAll().where('id', '=', id).where('agency', '=', agency).executeTakeFirst()
  if (!obligation) throw new Fault(paymentsFaults.noSuchPayment)
  const orders = await tx.selectFrom('payment_order').selectAll().where('obligation', '=', id).orderBy('attempt').execute()
  const entries = await tx.selectFrom('entry').selectAll().where('obligation', '=', id).orderBy('booked_at').orderBy('id').execute()
  const postings = entries.length === 0 ? [] : await tx.selectFrom('posting').innerJoin('account', 'account.id', 'posting.account').select(['posting.entry', 'posting.amount', 'account.kind'])
    .where('posting.entry', 'in', entries.map(({ id: entry }) => entry)).orderBy('posting.amount', 'desc').execute()
  return { obligation, orders, entries: entries.map((entry) => ({ ...entry, postings: postings.filter((posting) => posting.entry === entry.id) })) }
}
export type ReadPayment = Awaited<ReturnType<typeof readPayment>>

/** Rows a page of what the two sides do not share. */
const shown = 50

/** The ledger beside the bank: what both have, what only one has, and whether the rest explains the difference. */
export async function readReconciliation(tx: Tx<PaymentsTables>, agency: string) {
  const last = await tx.selectFrom('statement').selectAll().where('agency', '=', agency).orderBy('sequence', 'desc').limit(1).executeTakeFirst()
  const first = await tx.selectFrom('statement').select('opening').where('agency', '=', agency).orderBy('sequence').limit(1).executeTakeFirst()
  const { matched, unmatched, difference } = await tx.selectFrom('statement_line').where('agency', '=', agency).select([
    sql<number>`count(entry)::int`.as('matched'), sql<number>`(count(*) - count(entry))::int`.as('unmatched'), sql<number>`coalesce(sum(amount) filter (where entry is null), 0)::bigint`.as('difference'),
  ]).executeTakeFirstOrThrow()
  const lines = await tx.selectFrom('statement_line').selectAll().where('agency', '=', agency).where('entry', 'is', null).orderBy('id', 'desc').limit(shown).execute()
  const waiting = await tx.selectFrom('payment_order').innerJoin('obligation', 'obligation.id', 'payment_order.obligation')
    .select(['payment_order.id', 'payment_order.obligation', 'payment_order.amount', 'payment_order.bank_reference', 'payment_order.changed_at', 'obligation.service', 'obligation.receipt'])
    .where('payment_order.state', '=', 'accepted').where('obligation.agency', '=', agency).orderBy('payment_order.changed_at').limit(shown).execute()
  const ledger = (await readBalances(tx, agency)).bank ?? 0
  const bank = last ? last.closing - (first?.opening ?? 0) : 0
  return { last, ledger, bank, matched, unmatched, lines, waiting, unexplained: bank - ledger - difference }
}
export type Reconciliation = Awaited<ReturnType<typeof readReconciliation>>
