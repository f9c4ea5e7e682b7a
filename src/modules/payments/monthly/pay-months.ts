/**
 * Every night, what has come due: each month of each benefit in a transaction of its own, with its entry in the ledger and its order.
 * Whoever dies in between leaves whole months, and the next run goes on with the rest; a month that was missed is paid late, once.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { oblige } from '../settle-line.ts'
import type { PaymentsTables } from '../tables.ts'
import { after, amountIn, nextMonth, paysMonthly } from './months.ts'

/** Read at once; each is looked at again under its lock. What missed several months comes again until nothing is due. */
const batch = 500

/** @param today `YYYY-MM-DD`, legal @returns months that became owed */
export async function payMonths(db: RoomDatabase<PaymentsTables>, pack: Pack, today: string): Promise<number> {
  let paid = 0
  for (;;) {
    const due = await db.transaction((tx) => tx.selectFrom('series').select('line').where('next_day', '<=', today).orderBy('next_day').orderBy('line').limit(batch).execute())
    for (const { line } of due) {
      if (await db.transaction((tx) => payMonth(tx, pack, line, today))) paid += 1
      await pausePoint('payments.month.after-commit')
    }
    if (due.length === 0) return paid
  }
}

async function payMonth(tx: Tx<PaymentsTables>, pack: Pack, line: string, today: string): Promise<boolean> {
  const series = await tx.selectFrom('series').selectAll().where('line', '=', line).forUpdate().executeTakeFirstOrThrow()
  const { next_month: month, next_day: day, amounts } = series
  if (month === null || day === null || day > today) return false
  const pays = paysMonthly(pack, series.service)
  const amount = amountIn(amounts, month)
  const { case_id: caseId, receipt, person, service, agency } = series
  const owed = pays !== undefined && amount > 0 && await oblige(tx, line, { caseId, receipt, person, service, agency }, { per: 'month', month, amount, account: await accountOf(tx, line) ?? series.account })
  // A service that the pack pays by the month no more ends with what has been ordered.
  const next = pays && nextMonth(pack, pays, amounts, after(month))
  await tx.updateTable('series').set({ next_month: next?.month ?? null, next_day: next?.day ?? null }).where('line', '=', line).execute()
  await pausePoint('payments.month.before-commit')
  return owed
}

/** The one that the person named last, where an earlier one could not be used. */
async function accountOf(tx: Tx<PaymentsTables>, line: string): Promise<string | undefined> {
  const last = await tx.selectFrom('payment_order').innerJoin('obligation', 'obligation.id', 'payment_order.obligation').select('payment_order.account')
    .where('obligation.line', '=', line).where('payment_order.account', 'is not', null).orderBy('payment_order.ordered_at', 'desc').limit(1).executeTakeFirst()
  return last?.account ?? undefined
}
