/** The platform's request by the Digital Credentials API as others would change and sign it, and an answer as it is encrypted to it. */
import { CompactEncrypt, decodeJwt, GeneralSign, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import type { DigitalPresentationRequest } from '../../packages/wallet/app/present/digital-request.ts'
import type { KeyRing } from '../../src/kernel/keys/key-ring.ts'

export interface Asked { protocol: string; data: Record<string, unknown> }

/** The platform's own request, changed and signed by it again. */
export async function resigned(keys: KeyRing, { data }: Asked, changes: object) {
  const { key: signer, x5c } = keys.current('requests')
  return { protocol: 'openid4vp-v1-signed', data: { request: await new SignJWT({ ...decodeJwt(data['request'] as string), ...changes }).setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: [...x5c] }).sign(signer) } }
}

interface Named { protected: string; signature: string }

/** The same request under several names (annex A.3.2.2): our verifier's, and that of whoever else signs it. */
export async function multisigned(keys: KeyRing, { data }: Asked, changes: object = {}): Promise<{ data: { request: { payload: string; signatures: [Named, Named] } }; protocol: string }> {
  const { client_id: clientId, verifier_info: info, ...said } = { ...decodeJwt(data['request'] as string), ...changes } as Record<string, unknown>
  const payload = new TextEncoder().encode(JSON.stringify(said))
  const { key, x5c } = keys.current('requests')
  const signed = await new GeneralSign(payload)
    .addSignature((await generateKeyPair('ES256')).privateKey).setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', client_id: 'x509_hash:somebody-else', x5c: [...x5c] })
    .addSignature(key).setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', client_id: clientId, verifier_info: info, x5c: [...x5c] }).sign()
  return { protocol: 'openid4vp-v1-multisigned', data: { request: signed as never } }
}

/** An answer as it goes to the verifier. */
export async function encrypted(answer: object, { encryption }: DigitalPresentationRequest) {
  const { key: jwk, method } = encryption!
  return new CompactEncrypt(Buffer.from(JSON.stringify(answer))).setProtectedHeader({ alg: 'ECDH-ES', enc: method, kid: jwk.kid! }).encrypt(await importJWK(jwk as JWK, 'ECDH-ES'))
}
