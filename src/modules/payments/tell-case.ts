import type { RoomDatabase } from '../../kernel/db/database.ts'
import type { Cases, PaymentStep } from '../cases/index.ts'
import type { PaymentsTables } from './tables.ts'

/**
 * A step of a payment reaches the person's timeline. The room of cases knows a repetition. Of a benefit that is paid each month for years
 * the first month is news, and a month that could not be paid or is asked back; the others stand among the payments.
 */
export async function tellCase(db: RoomDatabase<PaymentsTables>, cases: Pick<Cases, 'tellPayment'>, id: string, payment: string, kind: PaymentStep['kind']) {
  const found = await db.transaction((tx) => tx.selectFrom('obligation').select(['case_id', 'agency', 'service', 'amount', 'line', 'month']).where('id', '=', id).executeTakeFirst())
  if (!found) return
  if (found.month !== null && (kind === 'payment-ordered' || kind === 'paid')) {
    const first = await db.transaction((tx) => tx.selectFrom('obligation').select(({ fn }) => fn.min('month').as('month')).where('line', '=', found.line).executeTakeFirst())
    if (first?.month !== found.month) return
  }
  await cases.tellPayment({ caseId: found.case_id, agency: found.agency, service: found.service, amount: found.amount, payment, kind })
}
