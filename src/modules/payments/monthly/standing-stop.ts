import type { Tx } from '../../../kernel/db/database.ts'
import type { PaymentsTables } from '../tables.ts'

/** What a monthly benefit is stopped by; undefined: by nothing, or not any more. */
export const standingStop = (tx: Tx<PaymentsTables>, line: string) => tx.selectFrom('stop').selectAll().where('line', '=', line)
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('resumption').select('resumption.line').whereRef('resumption.line', '=', 'stop.line').whereRef('resumption.turn', '=', 'stop.turn'))))
  .executeTakeFirst()
