/**
 * What the ledger comes to. Every night's end is kept (`closing`), so that a page adds up what came since, and not the years before.
 * A day is closed a day later: no transaction is that long, and nothing enters a closed day.
 */
import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { type AccountKind, type EntryKind, entryKinds } from './chart.ts'
import type { PaymentsTables } from './tables.ts'

/** How often each kind of entry was made, and how much it moved. */
export type Moved = Partial<Record<EntryKind, { count: number; amount: number }>>

const startOf = (day: ReturnType<typeof sql>) => sql`(${day})::timestamp at time zone 'utc'`
const yesterday = sql`(now() at time zone 'utc')::date - 1`

/** Asked for by itself: a plan that knows the day reads what came since, and not every posting there is. */
async function lastClosed(tx: Tx<PaymentsTables>, agency: string): Promise<string> {
  const row = await tx.selectFrom('closing').select(({ fn }) => fn.max('on_day').as('day')).where('agency', '=', agency).executeTakeFirst()
  return row?.day ?? '0001-01-01'
}

/** Kind, count and amount: the last closing, and the entries since. @param until the first moment that does not count */
const sums = (agency: string, closed: string, until = sql`'infinity'::timestamptz`) => sql`
  select kind, sum(count)::int as count, sum(amount)::bigint as amount from (
    select kind, count, amount from payments.closing where agency = ${agency} and on_day = ${closed}::date
    union all
    select e.kind, 1, p.amount from payments.entry e join payments.posting p on p.entry = e.id and p.amount > 0
      where e.agency = ${agency} and e.booked_at >= ${startOf(sql`${closed}::date`)} and e.booked_at < ${until}
  ) as parts group by kind`

export async function readMoved(tx: Tx<PaymentsTables>, agency: string): Promise<Moved> {
  const { rows } = await sql<{ kind: EntryKind; count: number; amount: number }>`${sums(agency, await lastClosed(tx, agency))}`.execute(tx)
  return Object.fromEntries(rows.map(({ kind, count, amount }) => [kind, { count, amount }]))
}

/** Balances by kind of account, as the chart has each entry; debit above zero. */
export function balancesOf(moved: Moved): Partial<Record<AccountKind, number>> {
  const balances: Partial<Record<AccountKind, number>> = {}
  for (const [kind, { debit, credit }] of Object.entries(entryKinds)) {
    const amount = moved[kind as EntryKind]?.amount ?? 0
    balances[debit] = (balances[debit] ?? 0) + amount
    balances[credit] = (balances[credit] ?? 0) - amount
  }
  return balances
}

/** Closes the day before yesterday, where nobody has. */
export async function closeDays(tx: Tx<PaymentsTables>, agency: string) {
  await sql`insert into payments.closing (agency, on_day, kind, count, amount)
    select ${agency}, ${yesterday}, kind, count, amount from (${sums(agency, await lastClosed(tx, agency), startOf(yesterday))}) as until_then
    where not exists (select from payments.closing where agency = ${agency} and on_day >= ${yesterday})
    on conflict do nothing`.execute(tx)
}
