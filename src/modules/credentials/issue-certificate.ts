import type { JWK } from 'jose'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { newId, newReceiptNumber } from '../../kernel/ids/ids.ts'
import { claimsOf, sign } from './claims.ts'
import type { CertificateOrder } from './contract.ts'
import type { CredentialsTables } from './tables.ts'

export interface Issuer {
  /** Public origin or the pack's id: who says so. */
  name: string
  key: JWK
}

/** Issues once for each key: a repetition after a crash finds the certificate that is there. */
export async function issueCertificate(db: RoomDatabase<CredentialsTables>, issuer: Issuer, order: CertificateOrder): Promise<{ id: string; number: string }> {
  const before = await db.transaction((tx) => tx.selectFrom('certificate').select(['id', 'number']).where('key', '=', order.key).executeTakeFirst())
  if (before) return before
  const number = newReceiptNumber(order.decidedOn)
  const issuedAt = new Date()
  const token = await sign(claimsOf(order, issuer.name, number, issuedAt), issuer.key)
  const { key, person, service, agency, receipt, language, facts, amounts, decidedOn, law } = order
  return db.transaction(async (tx) => {
    await tx.insertInto('certificate').values({
      id: newId(), key, number, person, service, agency, receipt, language, content: JSON.stringify({ facts, amounts, decidedOn, law }), token,
      issued_at: issuedAt, revoked_at: null, revoked_because: null,
    }).onConflict((conflict) => conflict.column('key').doNothing()).execute()
    return tx.selectFrom('certificate').select(['id', 'number']).where('key', '=', key).executeTakeFirstOrThrow()
  })
}
