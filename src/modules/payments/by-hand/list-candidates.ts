/** What a line of the statement may belong to: what is owed or ordered and may have left, what was paid and may have come back, and what people owe. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { EntryKind } from '../chart.ts'
import type { Standing } from '../list-payments.ts'
import type { PaymentsTables } from '../tables.ts'
import type { Line } from './read-line.ts'

export interface Candidate { id: string; obligation: string; service: string; receipt: string; amount: number; month: string | null; account: string | null; since: Date; standing: Standing }

type Awaited = RawBuilder<unknown>

const orders = sql`
  select p.id, o.id as obligation, o.service, o.receipt, p.amount, o.month, p.account, p.changed_at as since, p.state as standing
  from payments.payment_order p join payments.obligation o on o.id = p.obligation`
const ordered = (agency: string): Awaited => sql`${orders} where o.agency = ${agency} and p.state in ('waiting', 'accepted')`
/** Of another amount none can have come back: those of this one stand in an index. */
const paid = (agency: string, amount: number): Awaited => sql`${orders} where o.agency = ${agency} and p.state = 'paid' and p.amount = ${amount}`

const obligations = (standing: Standing) => sql`select o.id, o.id as obligation, o.service, o.receipt, o.amount, o.month, o.account, o.created_at as since, ${sql.lit(standing)} as standing from payments.obligation o`
/** That no entry has taken back. */
const stands = (...kinds: EntryKind[]) => sql`exists (select from payments.entry e where e.obligation = o.id and e.kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))}) and not exists (select from payments.entry back where back.reverses = e.id))`
const without = (...kinds: EntryKind[]) => sql`not ${stands(...kinds)}`
const owed = (agency: string): Awaited => sql`${obligations('owed')} where o.agency = ${agency} and o.account is null and o.kind <> 'fee'
  and not exists (select from payments.payment_order p where p.obligation = o.id) and ${without('reversed', 'reclaimed')}`
const askedBack = (agency: string): Awaited => sql`${obligations('reclaimed')} where o.agency = ${agency} and ${without('repaid')}
  and o.id in (select obligation from payments.entry where kind in ('reversed', 'fee-reversed', 'reclaimed')) and ${stands('reclaimed')}`
const feesAsked = (agency: string): Awaited => sql`${obligations('asked')} where o.agency = ${agency} and o.kind = 'fee' and ${without('fee-received', 'fee-reversed')}`

function awaited(agency: string, { amount, is_return }: Line): Awaited {
  if (is_return) return paid(agency, Math.abs(amount))
  return amount > 0 ? sql`${feesAsked(agency)} union all ${askedBack(agency)}` : sql`${ordered(agency)} union all ${owed(agency)}`
}

/** Candidates a page; the rest is found by its number. */
export const candidatesShown = 50

/** The same amount first, then what the payer's words name, then the oldest. What comes back comes within days: there the latest is first. @param find part of a receipt number or of a reference */
export const candidatesOf = (agency: string, line: Line, find = ''): Awaited => {
  const found = find.trim() === '' ? sql`true` : sql`position(lower(${find.trim()}) in lower(receipt || ' ' || id)) > 0`
  const first = line.is_return ? sql`since desc, id` : sql`amount = ${Math.abs(line.amount)} desc, position(lower(receipt) in lower(${line.reference ?? ''})) > 0 desc, since, id`
  return sql`select * from (${awaited(agency, line)}) as awaited where ${found} order by ${first} limit ${candidatesShown}`
}

export async function listCandidates(tx: Tx<PaymentsTables>, agency: string, line: Line, find?: string): Promise<Candidate[]> {
  return (await (candidatesOf(agency, line, find) as RawBuilder<Candidate>).execute(tx)).rows
}

export async function readCandidate(tx: Tx<PaymentsTables>, agency: string, line: Line, id: string): Promise<Candidate | undefined> {
  // Whatever its amount: that it is another one is said.
  const among = line.is_return ? sql`${orders} where o.agency = ${agency} and p.state = 'paid'` : awaited(agency, line)
  const { rows } = await sql<Candidate>`select * from (${among}) as awaited where id = ${id}::uuid`.execute(tx)
  return rows[0]
}

/** The entries that the ledger makes of a line and its payment, in their order. */
export function entriesOf({ is_return }: Line, { standing }: Candidate): EntryKind[] {
  if (is_return) return ['returned']
  if (standing === 'asked') return ['fee-received']
  if (standing === 'reclaimed') return ['repaid']
  return standing === 'waiting' || standing === 'owed' ? ['ordered', 'paid'] : ['paid']
}
