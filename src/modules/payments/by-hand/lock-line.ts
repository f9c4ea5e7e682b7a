import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { PaymentsTables } from '../tables.ts'

/** Two clerks at once: the second waits here, and finds it seen to. The row itself cannot be locked: the room may change nothing of it. */
export const lockLine = (tx: Tx<PaymentsTables>, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`payments/line/${id}`}, 0))`.execute(tx)
