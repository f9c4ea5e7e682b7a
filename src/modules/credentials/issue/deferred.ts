/** A register is silent: the wallet comes again, with the same keys, and neither proof nor nonce is needed twice (OpenID4VCI 1.0 section 9). */
import { hash } from 'node:crypto'
import type { JWK } from 'jose'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Access, HolderAccess } from '../../identity/index.ts'
import type { CredentialsTables } from '../tables.ts'
import type { ProvenKeys } from './verify-proofs.ts'
import { IssueRefused } from './issue-faults.ts'
import { takeNonces } from './nonces.ts'

/** Seconds: until the wallet should ask again, and until it no longer can. */
export const deferredTimes = { interval: 30, patience: 24 * 3600 }

export interface Deferred { configuration: string; keys: JWK[] }

const hashOf = (transaction: string) => hash('sha256', transaction, 'buffer')

/** @returns the transaction id; the nonces are used up by it */
export async function deferIssuance(db: RoomDatabase<CredentialsTables>, access: Access, configuration: string, { keys, nonces }: ProvenKeys): Promise<string> {
  const transaction = randomToken()
  await db.transaction(async (tx) => {
    await takeNonces(tx, nonces)
    await tx.insertInto('deferred_issuance').values({
      transaction_hash: hashOf(transaction), person: access.person, client: access.client, configuration, bound_to: access.key, keys: JSON.stringify(keys),
      ends_at: new Date(Date.now() + deferredTimes.patience * 1000),
    }).execute()
  })
  return transaction
}

/** @throws IssueRefused alike for what is unknown, has ended, or belongs to another person, client or key: which of them is not said */
export async function findDeferred(db: RoomDatabase<CredentialsTables>, access: HolderAccess, transaction: unknown): Promise<Deferred> {
  const row = typeof transaction === 'string' ? await db.transaction((tx) => tx.selectFrom('deferred_issuance').selectAll().where('transaction_hash', '=', hashOf(transaction)).where('ends_at', '>', new Date()).executeTakeFirst()) : undefined
  if (!row || !('person' in access) || row.person !== access.person || row.client !== access.client || row.bound_to !== access.key) throw new IssueRefused('invalid_transaction_id', 'there is no such transaction')
  return { configuration: row.configuration, keys: row.keys }
}

/** Two at once: one of them gets the credentials. */
export async function takeDeferred(db: RoomDatabase<CredentialsTables>, transaction: string): Promise<boolean> {
  const { numDeletedRows } = await db.transaction((tx) => tx.deleteFrom('deferred_issuance').where('transaction_hash', '=', hashOf(transaction)).executeTakeFirst())
  return numDeletedRows === 1n
}
