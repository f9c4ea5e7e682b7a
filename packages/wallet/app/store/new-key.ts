/** A key pair of which the browser signs and gives nothing out (WebCrypto, `extractable: false`). */
import { exportJWK, type JWK } from 'jose'

export interface HeldKey { name: string; pair: CryptoKeyPair; jwk: JWK }

export async function newKey(): Promise<HeldKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  return { name: crypto.randomUUID(), pair, jwk: await exportJWK(pair.publicKey) }
}
