/** Public halves: without one in the books nothing that its key signed can be checked. */
import { calculateJwkThumbprint, type JWK } from 'jose'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import type { CredentialsTables } from './tables.ts'

/** @returns the private key with its name; the RFC 7638 thumbprint where it has none */
export async function namedKey(key: JWK): Promise<JWK> {
  if (key.kty !== 'EC' || key.crv !== 'P-256' || !key.d || !key.x || !key.y) throw new Error('the signing key is no private EC key on P-256')
  return { ...key, kid: key.kid ?? await calculateJwkThumbprint(key) }
}

/** What the world may see of it: named one by one, so that nothing private slips through. */
export function publicHalf({ kty, crv, x, y, kid }: JWK): JWK {
  return { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' } as JWK
}

export async function publishKey(db: RoomDatabase<CredentialsTables>, key: JWK) {
  await db.transaction((tx) => tx.insertInto('signing_key').values({ kid: key.kid ?? '', jwk: JSON.stringify(publicHalf(key)) })
    .onConflict((conflict) => conflict.column('kid').doNothing()).execute())
}

/** Every key that has signed, the newest first (RFC 7517). */
export async function publishedKeys(db: RoomDatabase<CredentialsTables>): Promise<JWK[]> {
  const rows = await db.transaction((tx) => tx.selectFrom('signing_key').select('jwk').orderBy('first_used_at', 'desc').execute())
  return rows.map(({ jwk }) => jwk)
}
