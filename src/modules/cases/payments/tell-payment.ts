/** A payment's way on the person's timeline: each step once, however often it is told. What is asked back is told by a letter, too. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { PaymentReclaimed, PaymentUnreceived } from '../contract.ts'
import { WriteRecord } from '../decide/write-record.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

export interface PaymentStep {
  caseId: string
  agency: string
  service: string
  /** Of the decision that it rests on. */
  line: string
  /** The payment order, or the fee; of what happens more than once to the same, the entry of the ledger. */
  payment: string
  kind: 'payment-ordered' | 'paid' | 'payment-failed' | 'payment-reclaimed' | 'payment-resumed' | 'fee-asked' | 'fee-received' | 'fee-unreceived' | 'repaid-unreceived' | 'fee-lifted'
  /** In the currency's smallest unit. */
  amount: number
  /** What the transfer names, of what is owed once more. */
  reference?: string
  /** Of what is asked back: what the transfer names, which month it was for, why, in the clerk's words, and which official asks. */
  asked?: Asked
}

export interface Asked { reference: string; /** `YYYY-MM-01` */ month: string; reason: string; asker?: string }

export async function tellPayment(db: RoomDatabase<CasesTables>, { caseId, agency, service, line, payment, kind, amount, reference, asked }: PaymentStep) {
  await db.transaction(async (tx) => {
    const application = await tx.selectFrom('application').select(['person', 'receipt']).where('id', '=', caseId).forUpdate().executeTakeFirst()
    const before = await tx.selectFrom('happening').select('detail').where('application_id', '=', caseId).where('kind', '=', kind).execute()
    if (before.some(({ detail }) => detail['payment'] === payment)) return
    const letter = await tell(tx, caseId, kind, agency, { service, payment, amount, ...(reference === undefined ? {} : { reference }), ...asked })
    // What is collected is in the register when it is paid, and out of it again where that never came.
    if (kind === 'fee-received' || kind === 'fee-unreceived') await enqueue(tx, WriteRecord, { line, payment, ...(kind === 'fee-unreceived' ? { never: true } : {}) })
    if (application && (kind === 'fee-unreceived' || kind === 'repaid-unreceived')) await emit(tx, PaymentUnreceived, { caseId, receipt: application.receipt ?? '', person: application.person, agency, service, what: kind === 'fee-unreceived' ? 'fee' : 'repaid' })
    if (asked && application) await emit(tx, PaymentReclaimed, { caseId, receipt: application.receipt ?? '', person: application.person, agency, service, letter })
  })
}
