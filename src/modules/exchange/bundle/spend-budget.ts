/** Whoever asks about one person again and again is probing, or broken; and an overseer may allow a company only so much a day. An agency's own id stands where a company's does. */
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { exchangeFaults } from '../contract.ts'
import type { ExchangeTables } from '../tables.ts'

/** Bundles about one person for one purpose on one day, where the pack's purpose names no other number. */
export const bundlesADay = 10

export interface Spending {
  company: string
  person: string
  purpose: string
  /** The legal day. */
  day: string
  /** About this person for this purpose; and about everybody together, of a company. */
  allowed: { person: number; company?: number }
}

/**
 * In the transaction that has found the consent. The row of the person comes first, so that two people wait for each other only at the
 * company's own row.
 * @throws Fault exchange.budget-spent; the transaction is lost with it, and nothing is counted
 */
export async function spendBudget(tx: Tx<ExchangeTables>, { company, person, purpose, day, allowed }: Spending) {
  try {
    const { spent: own } = await spend(tx, { company, person, purpose, day, allowed: allowed.person })
    if (allowed.company === undefined) {
      if (own === 1) await tx.deleteFrom('bundle_budget').where('company', '=', company).where('person', '=', person).where('day', '<', day).execute()
      return
    }
    const { spent } = await spend(tx, { company, person: '', purpose: '', day, allowed: allowed.company })
    if (spent === 1) await tx.deleteFrom('bundle_budget').where('company', '=', company).where('day', '<', day).execute()
  } catch (cause) {
    throw (cause as { constraint?: string }).constraint === 'bundle_budget_kept' ? new Fault(exchangeFaults.budgetSpent, { retryAfter: 3_600, cause }) : cause
  }
}

const spend = (tx: Tx<ExchangeTables>, row: Omit<Spending, 'allowed'> & { allowed: number }) => tx.insertInto('bundle_budget').values({ ...row, spent: 1 })
  .onConflict((conflict) => conflict.columns(['company', 'person', 'purpose', 'day']).doUpdateSet((eb) => ({ spent: eb('bundle_budget.spent', '+', 1), allowed: eb.ref('excluded.allowed') })))
  .returning('spent').executeTakeFirstOrThrow()
