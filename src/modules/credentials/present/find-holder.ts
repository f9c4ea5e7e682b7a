/** Whose credential of ours was shown. Nobody has to disclose a number for it: the entry of its status list is known here. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CredentialsTables } from '../tables.ts'
import type { Shown } from './tables.ts'

/** @property official of an official's ID, which is nobody's as a resident; @property mandate that the credential says, if it says one */
export interface Holder { person: string | null; official: string | null; mandate: string | null }

/** @returns undefined where it is not ours, or no longer valid at this moment */
export async function findHolder(db: RoomDatabase<CredentialsTables>, origin: string, { references }: Shown): Promise<Holder | undefined> {
  const [reference, ...more] = references
  const start = `${origin}/status/`
  if (!reference || more.length > 0 || !reference.uri.startsWith(start)) return undefined
  return db.transaction((tx) => tx.selectFrom('issued_credential').innerJoin('issuance', 'issuance.id', 'issued_credential.issuance').select(['issuance.person', 'issuance.official', 'issuance.mandate'])
    .where('list', '=', reference.uri.slice(start.length)).where('index', '=', reference.index).where('state', '=', 0).where('ends_at', '>', new Date()).executeTakeFirst())
}
