/** The metadata under the issuer's own signature (OpenID4VCI 1.0 section 12.2.3), for wallets that ask for `application/jwt`. */
import { SignJWT } from 'jose'
import type { HeldKey } from '../../../kernel/keys/key-ring.ts'

/** Seconds that a wallet may keep it. */
const lifetime = 24 * 3600

export async function signMetadata(signer: HeldKey, metadata: { credential_issuer: string }): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ ...metadata, sub: metadata.credential_issuer, iss: metadata.credential_issuer, iat: now, exp: now + lifetime })
    .setProtectedHeader({ alg: 'ES256', typ: 'openidvci-issuer-metadata+jwt', kid: signer.kid, x5c: signer.x5c }).sign(signer.key)
}
