/** The signed request (RFC 9101; OpenID4VP 1.0 section 5, HAIP 1.0 section 5): who asks what, and to whose key the answer is to be encrypted. */
import { hash, type KeyObject } from 'node:crypto'
import type { DcqlQuery } from 'dcql'
import { type JWK, SignJWT } from 'jose'

/** Signs requests; its certificate is what wallets know the asker by. */
export interface RequestSigner {
  key: KeyObject
  /** The leaf first, without the root; DER, base64. */
  x5c: readonly string[]
}

/** HAIP 1.0 section 5: the hash of the certificate, which no name can imitate. */
export const clientIdOf = ({ x5c }: RequestSigner) => `x509_hash:${hash('sha256', Buffer.from(x5c[0]!, 'base64'), 'base64url')}`

export interface RequestContent {
  nonce: string
  state: string
  responseUri: string
  query: DcqlQuery.Output
  encryptionKey: JWK
  /** What is registered of this request, for wallets that show it. */
  registration: object
  /** Of the wallet that fetches it, where it has sent one (section 5.10). */
  walletNonce?: string | undefined
  now: number
  until: number
}

/** What wallets are told of us: the key that answers are encrypted to, and what is read. */
export const metadataFor = (encryptionKey: JWK) => ({
  jwks: { keys: [encryptionKey] }, encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'],
  vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] }, mso_mdoc: { issuerauth_alg_values: [-7], deviceauth_alg_values: [-7] } },
})

export function signRequest(signer: RequestSigner, { nonce, state, responseUri, query, encryptionKey, registration, walletNonce, now, until }: RequestContent): Promise<string> {
  return new SignJWT({
    response_type: 'vp_token', response_mode: 'direct_post.jwt', client_id: clientIdOf(signer), response_uri: responseUri, nonce, state, ...(walletNonce === undefined ? {} : { wallet_nonce: walletNonce }), dcql_query: query as never,
    client_metadata: metadataFor(encryptionKey),
    verifier_info: [{ format: 'maru-request-template', data: registration }],
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: [...signer.x5c] })
    .setAudience('https://self-issued.me/v2').setIssuedAt(now).setExpirationTime(until)
    .sign(signer.key)
}

/** What a link or a QR code opens in a wallet (OpenID4VP 1.0 section 5.7). Wallets that know no POST fetch it by GET. */
export function walletLink(scheme: string, clientId: string, requestUri: string): string {
  return `${scheme}${scheme.includes('?') ? '&' : '?'}${new URLSearchParams({ client_id: clientId, request_uri: requestUri, request_uri_method: 'post' }).toString()}`
}
