/**
 * Whose word on a wallet is believed (OAuth 2.0 Attestation-Based Client Authentication, draft-ietf-oauth-attestation-based-client-auth): of a wallet that the
 * operator registered its provider's, of our own this house's, of one that nobody registered any provider's whom the operator knows. The library checks the word.
 */
import { X509Certificate } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, importJWK, type JWK, type JWTHeaderParameters, SignJWT } from 'jose'
import type { Client } from '../../../../kernel/config/read-clients.ts'
import type { KeyRing } from '../../../../kernel/keys/key-ring.ts'

export interface Attesters {
  /** @param header of an attestation. @param client whom it is about, as the request says. @throws Error where nobody who may say so has this key */
  keyOf(header: JWTHeaderParameters, client: { clientId: string }): Promise<CryptoKey | Uint8Array>
  /** Whether anybody's who is known here at all. */
  knows(header: JWTHeaderParameters): Promise<boolean>
  /** This house's own (RFC 7517), for the operators of issuers elsewhere. */
  keys(): { keys: JWK[] }
  /** That the app which this house serves runs where this key is kept, as far as a house can know it. @returns undefined where the operator has made no key for it, or it does not sign yet */
  attest(origin: string, client: string, key: JWK): Promise<string | undefined>
}

/** Seconds. */
const day = 24 * 3600

/** @param own name of the wallet of this house */
export function createAttesters(keys: KeyRing, clients: readonly Client[], own: string): Attesters {
  const house = () => keys.published('attestation').map(({ jwk: { kty, crv, x, y, kid } }) => ({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }) as JWK)
  const wallets = clients.filter(({ kind }) => kind === 'wallet')
  const providers = wallets.flatMap(({ jwks }) => jwks?.keys ?? [])
  const whoMay = (client: string) => (client === own ? house() : wallets.find(({ id }) => id === client)?.jwks?.keys ?? (wallets.some(({ id }) => id === client) ? [] : providers))
  const find = async (header: JWTHeaderParameters, among: readonly JWK[]) => {
    const named = await thumbprintIn(header)
    for (const jwk of among) if (named !== undefined && (jwk.kid === named || await calculateJwkThumbprint(jwk) === named)) return jwk
    return undefined
  }
  return {
    async keyOf(header, { clientId }) {
      const jwk = await find(header, whoMay(clientId))
      if (!jwk) throw new Error('nobody whose word counts for this wallet has said it')
      return importJWK(jwk, 'ES256')
    },
    knows: async (header) => await find(header, [...house(), ...providers]) !== undefined,
    keys: () => ({ keys: house() }),
    async attest(origin, client, { kty, crv, x, y }) {
      const signer = keys.published('attestation').find(({ activeFrom }) => activeFrom.getTime() <= Date.now())
      if (!signer) return undefined
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({ iss: origin, sub: client, wallet_name: 'Maru', wallet_link: `${origin}/wallet`, cnf: { jwk: { kty, crv, x, y } }, iat: now, exp: now + day })
        .setProtectedHeader({ alg: 'ES256', typ: 'oauth-client-attestation+jwt', kid: signer.kid, x5c: signer.x5c }).sign(signer.key)
    },
  }
}

/** By the certificate that came along (HAIP demands one), else by name; the certificate itself vouches for nothing. */
async function thumbprintIn({ x5c, kid }: JWTHeaderParameters): Promise<string | undefined> {
  const leaf = Array.isArray(x5c) ? x5c[0] : undefined
  if (leaf === undefined) return kid
  try {
    return await calculateJwkThumbprint(await exportJWK(new X509Certificate(Buffer.from(leaf, 'base64')).publicKey))
  } catch {
    return undefined
  }
}
