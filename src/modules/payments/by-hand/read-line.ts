/** A line of the statement that fitted nothing, and what a clerk has made of it. */
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { paymentsFaults } from '../contract.ts'
import type { PaymentsTables } from '../tables.ts'

/** What has been seen to by hand, with the payment it became; without one it is not the agency's money. */
export const readByHand = (tx: Tx<PaymentsTables>, agency: string) =>
  tx.selectFrom('assignment').innerJoin('statement_line', 'statement_line.id', 'assignment.line').leftJoin('entry', 'entry.id', 'assignment.entry').leftJoin('obligation', 'obligation.id', 'entry.obligation')
    .select(['assignment.line', 'assignment.actor', 'assignment.reason', 'assignment.assigned_at', 'statement_line.amount', 'statement_line.bank_reference', 'obligation.id as obligation', 'obligation.service', 'obligation.receipt'])
    .where('statement_line.agency', '=', agency)
export type ByHand = Awaited<ReturnType<ReturnType<typeof readByHand>['execute']>>[number]

/** @throws noSuchLine, also where the line found its payment by itself */
export async function readLine(tx: Tx<PaymentsTables>, agency: string, id: string) {
  const line = await tx.selectFrom('statement_line').selectAll().where('id', '=', id).where('agency', '=', agency).where('entry', 'is', null).executeTakeFirst()
  if (!line) throw new Fault(paymentsFaults.noSuchLine)
  return { line, assigned: await readByHand(tx, agency).where('assignment.line', '=', id).executeTakeFirst() }
}
export type Line = Awaited<ReturnType<typeof readLine>>['line']
