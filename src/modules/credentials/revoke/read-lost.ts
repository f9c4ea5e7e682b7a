/** What an emptying took from a person's wallets and nobody has brought back since: the ids of its types, never a key or a copy. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CredentialsTables } from '../tables.ts'
import { emptiedBecause } from './emptied-because.ts'

/** Also of what has run out in the meantime: a copy for one use lives a day, and a new phone may take longer. */
export async function readLost(db: RoomDatabase<CredentialsTables>, person: string): Promise<string[]> {
  const rows = await db.transaction((tx) => tx.selectFrom('issuance').innerJoin('issued_credential', 'issued_credential.issuance', 'issuance.id')
    .select('type').where('person', '=', person).groupBy('type')
    .having(({ fn }) => fn.max('state_at').filterWhere('because', 'in', Object.values(emptiedBecause)), '>', sql<Date>`max(issued_at)`).orderBy('type').execute())
  return rows.map(({ type }) => type)
}
