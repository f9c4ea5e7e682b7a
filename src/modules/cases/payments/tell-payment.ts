/** A payment's way on the person's timeline: each step once, however often it is told. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

export interface PaymentStep {
  caseId: string
  agency: string
  service: string
  /** The payment order, or the fee. */
  payment: string
  kind: 'payment-ordered' | 'paid' | 'payment-failed' | 'payment-reclaimed' | 'fee-asked' | 'fee-received'
  /** In the currency's smallest unit. */
  amount: number
}

export async function tellPayment(db: RoomDatabase<CasesTables>, { caseId, agency, service, payment, kind, amount }: PaymentStep) {
  await db.transaction(async (tx) => {
    await tx.selectFrom('application').select('id').where('id', '=', caseId).forUpdate().execute()
    const before = await tx.selectFrom('happening').select('detail').where('application_id', '=', caseId).where('kind', '=', kind).execute()
    if (before.some(({ detail }) => detail['payment'] === payment)) return
    await tell(tx, caseId, kind, agency, { service, payment, amount })
  })
}
