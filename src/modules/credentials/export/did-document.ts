/** Whose keys are found at the issuer's names (did:web, did:webvh): those that sign for anybody now or have signed. */
import type { JWK } from 'jose'

export type DidKey = Pick<JWK, 'kty' | 'crv' | 'x' | 'y' | 'kid'>

/** did:web (W3C CCG): the host, its port percent-encoded. */
export const didHost = (origin: string) => encodeURIComponent(new URL(origin).host)
export const didOf = (origin: string) => `did:web:${didHost(origin)}`

export const methodsOf = (did: string, keys: readonly DidKey[]) =>
  keys.map(({ kty, crv, x, y, kid }) => ({ id: `${did}#${kid ?? ''}`, type: 'JsonWebKey', controller: did, publicKeyJwk: { kty: kty!, crv: crv!, x: x!, y: y!, kid: kid ?? '', alg: 'ES256' } }))

export function documentOf(did: string, keys: readonly DidKey[]) {
  const methods = methodsOf(did, keys)
  return { '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'], id: did, verificationMethod: methods, assertionMethod: methods.map(({ id }) => id) }
}
