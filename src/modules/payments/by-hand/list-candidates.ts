/** What a line of the statement may belong to: orders that wait for money to leave or may come back, and fees that nobody has paid. */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { EntryKind } from '../chart.ts'
import type { Standing } from '../list-payments.ts'
import type { PaymentsTables } from '../tables.ts'
import type { Line } from './read-line.ts'

export interface Candidate { id: string; obligation: string; service: string; receipt: string; amount: number; month: string | null; account: string | null; since: Date; standing: Standing }

const ordersIn = (agency: string, states: readonly Standing[]) => sql`
  select p.id, o.id as obligation, o.service, o.receipt, p.amount, o.month, p.account, p.changed_at as since, p.state as standing
  from payments.payment_order p join payments.obligation o on o.id = p.obligation where o.agency = ${agency} and p.state = any (${[...states]})`
const feesAsked = (agency: string) => sql`
  select o.id, o.id as obligation, o.service, o.receipt, o.amount, o.month, null as account, o.created_at as since, 'asked' as standing
  from payments.obligation o where o.agency = ${agency} and o.kind = 'fee'
    and not exists (select from payments.entry e where e.obligation = o.id and e.kind in ('fee-received', 'fee-reversed'))`

function awaited(agency: string, { amount, is_return }: Line) {
  if (is_return) return ordersIn(agency, ['paid'])
  return amount > 0 ? feesAsked(agency) : ordersIn(agency, ['waiting', 'accepted'])
}

/** Candidates a page; the rest is found by its number. */
export const candidatesShown = 50

/** The same amount first, then what the payer's words name, then the oldest. @param find part of a receipt number or of a reference */
export async function listCandidates(tx: Tx<PaymentsTables>, agency: string, line: Line, find = ''): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`select * from (${awaited(agency, line)}) as awaited
    where position(lower(${find.trim()}) in lower(receipt || ' ' || id)) > 0
    order by amount = ${Math.abs(line.amount)} desc, position(lower(receipt) in lower(${line.reference ?? ''})) > 0 desc, since, id limit ${candidatesShown}`.execute(tx)
  return rows
}

export async function readCandidate(tx: Tx<PaymentsTables>, agency: string, line: Line, id: string): Promise<Candidate | undefined> {
  const { rows } = await sql<Candidate>`select * from (${awaited(agency, line)}) as awaited where id = ${id}::uuid`.execute(tx)
  return rows[0]
}

/** The entries that the ledger makes of a line and its payment, in their order. */
export function entriesOf({ is_return }: Line, { standing }: Candidate): EntryKind[] {
  if (is_return) return ['returned']
  if (standing === 'asked') return ['fee-received']
  return standing === 'waiting' ? ['ordered', 'paid'] : ['paid']
}
