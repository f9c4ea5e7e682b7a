/** How many sealed looks there are, for everybody: every one is counted, and no count is so small that it points at somebody. */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { ExchangeTables } from '../tables.ts'
import { covertPurposes } from './periods.ts'

/** A smaller count of an agency's purpose is not told apart from none. */
export const leastTold = 5

export interface SealedMonth {
  /** YYYY-MM, in the country's time. */
  month: string
  /** As many entries as the log holds of that month. */
  looks: number
  opened: number
  /** Kept sealed beyond their date by a court. */
  extended: number
  /** `count` is null where it is not told: below `leastTold`, or so that a smaller one cannot be reckoned. */
  purposes: { agency: string; purpose: string; count: number | null }[]
}

export interface SealedCounts { looks: number; opened: number; extended: number; months: SealedMonth[] }

export async function countSealed(tx: Tx<ExchangeTables>, pack: Pack): Promise<SealedCounts> {
  const { rows } = await sql<{ month: string; purpose: string; looks: number; opened: number; extended: number }>`
    select to_char(at at time zone ${pack.timeZone}, 'YYYY-MM') as month, purpose, count(*) as looks, count(opened_as) as opened,
      count(*) filter (where exists (select from exchange.court_order_look l where l.look = s.id)) as extended
    from exchange.sealed_look s group by 1, 2 order by 1 desc`.execute(tx)
  const sum = (of: readonly typeof rows[number][], what: 'looks' | 'opened' | 'extended') => of.reduce((total, row) => total + row[what], 0)
  const totals = (of: readonly typeof rows[number][]) => ({ looks: sum(of, 'looks'), opened: sum(of, 'opened'), extended: sum(of, 'extended') })
  return { ...totals(rows), months: [...Map.groupBy(rows, ({ month }) => month)].map(([month, of]) => ({ month, ...totals(of), purposes: tell(pack, new Map(of.map(({ purpose, looks }) => [purpose, looks]))) })) }
}

/** The month's sum is public in the log: where one count alone is held back, it could be reckoned, and so the next smallest goes with it. */
export function tell(pack: Pack, counts: ReadonlyMap<string, number>): SealedMonth['purposes'] {
  const rows = covertPurposes(pack).map(({ id, agency }) => ({ agency, purpose: id, count: counts.get(id) ?? 0 }))
  const ascending = rows.toSorted((one, other) => one.count - other.count)
  const small = ascending.filter(({ count }) => count < leastTold).length
  const held = new Set(ascending.slice(0, small === 1 ? 2 : small))
  return rows.map((row) => ({ ...row, count: held.has(row) ? null : row.count }))
}
