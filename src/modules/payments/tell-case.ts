import type { RoomDatabase } from '../../kernel/db/database.ts'
import type { Cases, PaymentStep } from '../cases/index.ts'
import type { PaymentsTables } from './tables.ts'

const by = 'official:'

/**
 * A step of a payment reaches the person's timeline. The room of cases knows a repetition. Of a benefit that is paid each month for years
 * the first month is news, and a month that could not be paid or is asked back; the others stand among the payments.
 */
export async function tellCase(db: RoomDatabase<PaymentsTables>, cases: Pick<Cases, 'tellPayment'>, id: string, payment: string, kind: PaymentStep['kind']) {
  const found = await db.transaction((tx) => tx.selectFrom('obligation').select(['case_id', 'agency', 'service', 'amount', 'line', 'month', 'kind']).where('id', '=', id).executeTakeFirst())
  if (!found) return
  // What is paid once more after an objection is news, too.
  if (found.month !== null && found.kind !== 'refund' && (kind === 'payment-ordered' || kind === 'paid')) {
    const first = await db.transaction((tx) => tx.selectFrom('obligation').select(({ fn }) => fn.min('month').as('month')).where('line', '=', found.line).executeTakeFirst())
    if (first?.month !== found.month) return
  }
  const { case_id: caseId, agency, service, amount, month, line } = found
  const why = month !== null && kind === 'payment-reclaimed' ? await db.transaction((tx) => tx.selectFrom('entry').select(['reason', 'actor']).where('obligation', '=', id).where('kind', '=', 'reclaimed').orderBy('booked_at', 'desc').executeTakeFirst()) : undefined
  await cases.tellPayment({ caseId, agency, service, line, amount, payment, kind, ...(kind === 'fee-unreceived' || kind === 'repaid-unreceived' ? { reference: id } : {}), ...(month !== null && why ? { asked: { reference: id, month, reason: why.reason ?? '', ...(why.actor.startsWith(by) ? { asker: why.actor.slice(by.length) } : {}) } } : {}) })
}
