/** What is paid by the month and what comes next of it: for its person, their calendar and the clerk. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { PaymentsTables } from '../tables.ts'
import { amountIn, type Month, monthsUntil, paysMonthly } from './months.ts'

export interface Series {
  line: string
  agency: string
  service: string
  receipt: string
  account: string | null
  /** In their order; none: it is over. */
  coming: (Month & { /** Beside it, to pay with; never into the account. */ voucher: number })[]
  /** By whose law the day is what it is. */
  source: NonNullable<ReturnType<typeof paysMonthly>>['source']
  /** The last day of what was granted; undefined: no end is set. */
  until: string | undefined
}

/** @param last day up to which months are listed, `YYYY-MM-DD` */
export async function readSeries(tx: Tx<PaymentsTables>, pack: Pack, of: { person: string } | { line: string }, last: string): Promise<Series[]> {
  const all = tx.selectFrom('series').selectAll()
  const rows = await ('person' in of ? all.where('person', '=', of.person) : all.where('line', '=', of.line)).orderBy('begun_at').orderBy('line').execute()
  return rows.flatMap(({ line, agency, service, receipt, account, amounts, vouchers, next_month }) => {
    const pays = paysMonthly(pack, service)
    if (!pays) return []
    const ends = amounts.map(({ until }) => until)
    return [{
      line, agency, service, receipt, account, source: pays.source, until: ends.some((end) => end === undefined) ? undefined : ends.flatMap((end) => end ?? []).reduce((latest, end) => (end > latest ? end : latest)),
      coming: next_month === null ? [] : monthsUntil(pack, pays, amounts, next_month, last).map((month) => ({ ...month, voucher: amountIn(vouchers, month.month) })),
    }]
  })
}
