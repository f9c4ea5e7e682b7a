/** Is this what was issued? Every refusal says why, and never what the true value is. */
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { isSignedBy, readToken, type Claims } from './claims.ts'
import type { Refusal } from './contract.ts'
import type { CredentialsTables } from './tables.ts'

type Row = Awaited<ReturnType<typeof findByNumber>>

export type Verification =
  | { valid: true; certificate: NonNullable<Row> }
  | { valid: false; reason: Refusal; altered: string[]; revokedAt?: Date; because?: string }

const refused = (reason: Refusal, altered: string[] = []): Verification => ({ valid: false, reason, altered })

/** @param code what a QR code or a paper gives: the token, or an address that ends in it */
export async function verifyCertificate(db: RoomDatabase<CredentialsTables>, code: string): Promise<Verification> {
  const token = tokenIn(code)
  const read = token === undefined ? undefined : readToken(token)
  if (token === undefined || !read) return refused('unreadable')
  const { kid, claims } = read
  const key = await db.transaction((tx) => tx.selectFrom('signing_key').select('jwk').where('kid', '=', kid).executeTakeFirst())
  if (!key) return refused('unknown-key')
  const certificate = await findByNumber(db, claims.jti)
  if (!(await isSignedBy(token, key.jwk))) {
    // Only who holds the signature of the original learns what differs: a stranger with a number could else guess its facts one by one.
    return certificate && signatureOf(token) === signatureOf(certificate.token) ? refused('altered', differences(claims, certificate.token)) : refused('forged')
  }
  // Signed by a key of ours, and yet not in the books.
  if (!certificate) return refused('unknown-number')
  if (certificate.token !== token) return refused('altered', differences(claims, certificate.token))
  if (certificate.revoked_at !== null) return { ...refused('revoked'), revokedAt: certificate.revoked_at, because: certificate.revoked_because ?? '' } as Verification
  return { valid: true, certificate }
}

/** Spaces and line breaks come from copying. */
function tokenIn(code: string): string | undefined {
  return /([\w-]+\.[\w-]+\.[\w-]+)\/?$/.exec(code.replaceAll(/\s/g, ''))?.[1]
}

const findByNumber = (db: RoomDatabase<CredentialsTables>, number: string) =>
  db.transaction((tx) => tx.selectFrom('certificate').selectAll().where('number', '=', number).executeTakeFirst())

const signatureOf = (token: string) => token.slice(token.lastIndexOf('.') + 1)

/** Names from the original alone, whatever the other text says; its claims may have any shape. */
function differences(said: Claims, original: string): string[] {
  const signed = readToken(original)?.claims
  if (!signed) return []
  const facts = said.facts as unknown[]
  const known = new Set(signed.facts.map(([name]) => name))
  const added = facts.some((fact) => !Array.isArray(fact) || !known.has(fact[0] as string)) || facts.length !== signed.facts.length
  const changed = signed.facts.filter((fact) => !facts.some((other) => same(fact, other))).map(([name]) => name)
  const others = (['service', 'agency', 'decided', 'amounts', 'iat', 'iss'] as const).filter((name) => !same(said[name], signed[name]))
  return [...changed, ...(added && changed.length === 0 ? ['facts'] : []), ...others]
}

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right)
