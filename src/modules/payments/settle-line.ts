/**
 * A granted benefit becomes what is owed, in the ledger, and an order to the bank: once for each decision, however often it is tried.
 * Of a monthly benefit only the month of the decision is ordered: that it was owed then is what was decided. The next month is
 * another question, and nobody has asked it yet.
 */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { Cases, Grant } from '../cases/index.ts'
import { InstructOrder, TellCase } from './contract.ts'
import { postEntry } from './post-entry.ts'
import type { PaymentsTables, Per } from './tables.ts'

const actor = 'system'

export async function settleLine(db: RoomDatabase<PaymentsTables>, pack: Pack, cases: Pick<Cases, 'grant'>, line: string) {
  const grant = await cases.grant(line)
  const service = pack.services.find(({ id }) => id === grant?.service)
  if (!grant || !service) return
  await db.transaction(async (tx) => {
    if (service.pays) for (const per of ['once', 'month'] as const) await owe(tx, line, grant, per)
    if (service.fee) await askFee(tx, line, grant, service.fee.amount)
  })
}

async function owe(tx: Tx<PaymentsTables>, line: string, grant: Grant, per: Per) {
  const amount = grant.amounts.filter((candidate) => candidate.per === per).reduce((sum, { value }) => sum + value, 0)
  if (amount === 0) return
  const obligation = await oblige(tx, line, grant, { kind: 'benefit', per, amount, account: grant.account })
  if (!obligation) return
  await postEntry(tx, { key: `owed/${obligation.id}`, kind: 'owed', obligation, actor })
  // Where no account is known it stays owed, and the clerk sees why.
  if (grant.account !== null) await order(tx, { ...obligation, account: grant.account }, 1)
}

async function askFee(tx: Tx<PaymentsTables>, line: string, grant: Grant, amount: number) {
  const obligation = await oblige(tx, line, grant, { kind: 'fee', per: 'once', amount, account: null })
  if (!obligation) return
  await postEntry(tx, { key: `fee-asked/${obligation.id}`, kind: 'fee-asked', obligation, actor })
  await enqueue(tx, TellCase, { obligation: obligation.id, payment: obligation.id, kind: 'fee-asked' })
}

/** @returns undefined where this decision has obliged before */
async function oblige(tx: Tx<PaymentsTables>, line: string, { caseId, receipt, person, service, agency }: Grant, of: { kind: 'benefit' | 'fee'; per: Per; amount: number; account: string | null }) {
  const row = { id: newId(), agency, service, person, case_id: caseId, receipt, line, ...of }
  const kept = await tx.insertInto('obligation').values(row).onConflict((conflict) => conflict.columns(['line', 'kind', 'per']).doNothing()).returning('id').executeTakeFirst()
  return kept && row
}

/** An order, and the job that brings it to the bank, or neither. @throws 23505 where another order for it is on its way */
export async function order(tx: Tx<PaymentsTables>, { id, amount, account }: { id: string; amount: number; account: string }, attempt: number): Promise<string> {
  const made = newId()
  await tx.insertInto('payment_order').values({ id: made, obligation: id, attempt, amount, account }).execute()
  await enqueue(tx, InstructOrder, { order: made }, { key: `payments.order/${made}` })
  return made
}
