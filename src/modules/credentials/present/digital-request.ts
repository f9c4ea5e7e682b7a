/**
 * The same registered question by the browser's own Digital Credentials API (OpenID4VP 1.0 annex A): signed, and unsigned for wallets that read no signature. The
 * answer is bound to the origin that the browser vouches for, never to a client identifier, and encrypted to the same key.
 */
import type { DcqlQuery } from 'dcql'
import { type JWK, SignJWT } from 'jose'
import { clientIdOf, metadataFor, type RequestSigner } from './request-object.ts'

export interface DigitalContent {
  /** Of our pages. */
  origin: string
  nonce: string
  query: DcqlQuery.Output
  encryptionKey: JWK
  registration: object
  now: number
  until: number
}

/** What `navigator.credentials.get({ digital })` takes. */
export interface DigitalRequest { protocol: 'openid4vp-v1-signed' | 'openid4vp-v1-unsigned'; data: object }

/** Annex A.2: `client_id` and `expected_origins` are of signed requests alone; there is no `state`, for the answer comes back to whoever asked. */
export async function digitalRequests(signer: RequestSigner, { origin, nonce, query, encryptionKey, registration, now, until }: DigitalContent): Promise<DigitalRequest[]> {
  const asked = {
    response_type: 'vp_token', response_mode: 'dc_api.jwt', nonce, dcql_query: query as never, client_metadata: metadataFor(encryptionKey),
    verifier_info: [{ format: 'maru-request-template', data: registration }],
  }
  const request = await new SignJWT({ ...asked, client_id: clientIdOf(signer), expected_origins: [origin] })
    .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: [...signer.x5c] })
    .setAudience('https://self-issued.me/v2').setIssuedAt(now).setExpirationTime(until).sign(signer.key)
  return [{ protocol: 'openid4vp-v1-signed', data: { request } }, { protocol: 'openid4vp-v1-unsigned', data: asked }]
}
