import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PaymentsTables } from './tables.ts'

/** Two who read what the bank says at once: the second finds it booked. What is announced and what is stated never cross. */
export const lockAccount = (tx: Tx<PaymentsTables>, agency: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`payments/${agency}`}, 0))`.execute(tx)
