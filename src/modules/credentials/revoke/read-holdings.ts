/** What somebody's wallets hold, as the issuer knows it: when, in which form, and whether it still counts. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CredentialFormat, CredentialsTables, CredentialState } from '../tables.ts'

export interface Holding { id: string; type: string; format: CredentialFormat; issuedAt: Date; endsAt: Date; copies: number; state: CredentialState }

/** Newest first; what has ended is history, and left out. */
export function readHoldings(db: RoomDatabase<CredentialsTables>, whose: 'person' | 'official', id: string): Promise<Holding[]> {
  return db.transaction((tx) => tx.selectFrom('issuance').innerJoin('issued_credential', 'issued_credential.issuance', 'issuance.id')
    .select(({ fn }) => ['issuance.id as id', 'type', 'format', 'issued_at as issuedAt', fn.max('ends_at').as('endsAt'), fn.countAll<number>().as('copies'), fn.max('state').as('state')])
    .where(whose, '=', id).where('ends_at', '>', new Date()).groupBy(['issuance.id', 'type', 'format', 'issued_at']).orderBy('issued_at', 'desc').limit(100).execute()) as Promise<Holding[]>
}
