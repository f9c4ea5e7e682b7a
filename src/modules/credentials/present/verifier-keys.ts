/** Keys by which a verifier's own program asks. One belongs to one registered request. */
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { secretHash } from './answer-key.ts'
import { presentFaults } from './present-faults.ts'
import type { PresentTables } from './tables.ts'

export interface VerifierKey { template: string; returnTo: string | null }

/** @returns the key, shown this once; only its hash is kept */
export async function makeVerifierKey(db: RoomDatabase<PresentTables>, { template, returnTo }: VerifierKey, by: string): Promise<string> {
  const key = randomToken()
  await db.transaction((tx) => tx.insertInto('verifier_key').values({ key_hash: secretHash(key), template, return_to: returnTo, made_by: by, ended_at: null }).execute())
  return key
}

/** @param authorization of the request: `Bearer …`. @throws verifierUnknown */
export async function readVerifierKey(db: RoomDatabase<PresentTables>, authorization: string | undefined): Promise<VerifierKey> {
  const key = /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1]
  const row = key && await db.transaction((tx) => tx.selectFrom('verifier_key').select(['template', 'return_to']).where('key_hash', '=', secretHash(key)).where('ended_at', 'is', null).executeTakeFirst())
  if (!row) throw new Fault(presentFaults.verifierUnknown)
  return { template: row.template, returnTo: row.return_to }
}
