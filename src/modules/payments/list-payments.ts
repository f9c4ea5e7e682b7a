/** Payments in lists: an agency's, by how they stand, and a person's own. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PaymentsTables } from './tables.ts'

export const listOf = ['all', 'owed', 'under-way', 'paid', 'failed', 'reversed', 'fees'] as const
export type ListOf = (typeof listOf)[number]
/** How an obligation stands: its last order's state, or what the ledger says where there is none. */
export type Standing = 'owed' | 'waiting' | 'accepted' | 'rejected' | 'paid' | 'returned' | 'reversed' | 'asked' | 'received' | 'reclaimed' | 'repaid'

export interface PaymentRow { kind: 'benefit' | 'fee' | 'refund'; agency: string; id: string; service: string; receipt: string; month: string | null; arrears: boolean; amount: number; account: string | null; created_at: Date; standing: Standing }

interface List { standings: readonly Standing[] | null; among: RawBuilder<unknown> }

const everything = sql`select id from payments.obligation`
const ordered = (states: readonly string[]) => sql`select obligation from payments.payment_order where state in (${sql.join(states.map((state) => sql.lit(state)))})`
const booked = (kinds: readonly string[]) => sql`select obligation from payments.entry where kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))})`

/** The states of a list as the page has them; and the few among which they are, found by an index, whatever has been paid in all the years. */
const lists: Record<ListOf, List> = {
  all: { standings: null, among: everything },
  owed: { standings: ['owed', 'waiting'], among: sql`${ordered(['waiting'])} union all select id from payments.obligation where account is null and kind <> 'fee'` },
  'under-way': { standings: ['accepted'], among: ordered(['accepted']) },
  paid: { standings: ['paid'], among: everything },
  failed: { standings: ['rejected', 'returned'], among: ordered(['rejected', 'returned']) },
  reversed: { standings: ['reversed', 'reclaimed', 'repaid'], among: booked(['reversed', 'fee-reversed', 'reclaimed']) },
  fees: { standings: ['asked', 'received'], among: sql`select id from payments.obligation where kind = 'fee'` },
}

/** With the account of the last order, which the person may have changed. */
const stands = (kind: string) => sql`exists (select from payments.entry e where e.obligation = o.id and e.kind = ${sql.lit(kind)} and not exists (select from payments.entry back where back.reverses = e.id))`
const standing = sql`o.id, o.kind, o.agency, o.service, o.receipt, o.month, o.arrears, o.amount, o.created_at,
        coalesce((select p.account from payments.payment_order p where p.obligation = o.id order by p.attempt desc limit 1), o.account) as account, case
          when exists (select from payments.entry e where e.obligation = o.id and e.kind in ('reversed', 'fee-reversed')) then 'reversed'
          when ${stands('repaid')} then 'repaid'
          when ${stands('reclaimed')} then 'reclaimed'
          when o.kind = 'fee' then case when ${stands('fee-received')} then 'received' else 'asked' end
          else coalesce((select p.state from payments.payment_order p where p.obligation = o.id order by p.attempt desc limit 1), 'owed') end as standing`

/** Newest first. @param before id of the last one seen */
export async function listPayments(tx: Tx<PaymentsTables>, agency: string, of: ListOf, before: string | undefined, limit: number): Promise<PaymentRow[]> {
  const { standings, among } = lists[of]
  const { rows } = await sql<PaymentRow>`
    select * from (
      select ${standing}
      from payments.obligation o where o.agency = ${agency} ${before === undefined ? sql`` : sql`and o.id < ${before}::uuid`} ${among === everything ? sql`` : sql`and o.id in (${among})`}
      ) as listed
    where ${standings === null ? sql`true` : sql`standing = any (${[...standings]})`} order by id desc limit ${limit}`.execute(tx)
  return rows
}

export interface OwnPayment extends PaymentRow {
  /** Why the last order failed, in the bank's code. */
  reason: string | null
}

/** What it waits for from its person, if for anything: that they pay, or name another account. */
export const waitsFor = ({ standing, account }: Pick<OwnPayment, 'standing' | 'account'>): 'payment' | 'account' | undefined =>
  (standing === 'asked' || standing === 'reclaimed' ? 'payment' : standing === 'rejected' || standing === 'returned' || (standing === 'owed' && account === null) ? 'account' : undefined)

/** Rows of a person's page: more than a decade of them. */
const ownShown = 200

export async function listOwn(tx: Tx<PaymentsTables>, person: string): Promise<OwnPayment[]> {
  const { rows } = await sql<OwnPayment>`
    select ${standing}, (select p.reason from payments.payment_order p where p.obligation = o.id order by p.attempt desc limit 1) as reason
    from payments.obligation o where o.person = ${person} order by o.id desc limit ${ownShown}`.execute(tx)
  return rows
}
