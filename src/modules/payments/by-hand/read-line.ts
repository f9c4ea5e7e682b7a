/** A line of the statement that fitted nothing, and what clerks have made of it, turn by turn. */
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { paymentsFaults } from '../contract.ts'
import type { PaymentsTables } from '../tables.ts'

/** What has been seen to by hand, with the payment it became (without one it is not the agency's money), and why it was opened again, where it was. */
export const readByHand = (tx: Tx<PaymentsTables>, agency: string) =>
  tx.selectFrom('assignment').innerJoin('statement_line', 'statement_line.id', 'assignment.line').leftJoin('entry', 'entry.id', 'assignment.entry').leftJoin('obligation', 'obligation.id', 'entry.obligation')
    .leftJoin('reopening', (join) => join.onRef('reopening.line', '=', 'assignment.line').onRef('reopening.turn', '=', 'assignment.turn'))
    .select(['assignment.line', 'assignment.turn', 'assignment.actor', 'assignment.reason', 'assignment.assigned_at', 'statement_line.amount', 'statement_line.bank_reference', 'obligation.id as obligation', 'obligation.service', 'obligation.receipt',
      'reopening.actor as reopened_by', 'reopening.reason as reopened_why', 'reopening.reopened_at'])
    .where('statement_line.agency', '=', agency)
export type ByHand = Awaited<ReturnType<ReturnType<typeof readByHand>['execute']>>[number]

/** @property history oldest turn first. @property assigned the last turn, where it still stands. @throws noSuchLine, also where the line found its payment by itself */
export async function readLine(tx: Tx<PaymentsTables>, agency: string, id: string) {
  const line = await tx.selectFrom('statement_line').selectAll().where('id', '=', id).where('agency', '=', agency).where('entry', 'is', null).executeTakeFirst()
  if (!line) throw new Fault(paymentsFaults.noSuchLine)
  const history = await readByHand(tx, agency).where('assignment.line', '=', id).orderBy('assignment.turn').execute()
  return { line, history, assigned: history.find(({ reopened_at }) => reopened_at === null) }
}
export type Line = Awaited<ReturnType<typeof readLine>>['line']
