/** A stranger's wallet: the stock protocol and credential libraries, with keys and credentials of its own. */
import { hash, type KeyObject, randomBytes, X509Certificate } from 'node:crypto'
import { setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import { CompactEncrypt, compactVerify, importJWK, type JWK } from 'jose'
import { presentMdoc, type Issued } from '../verify/test-mdoc.ts'
import { presentSdJwt } from '../verify/test-sd-jwt.ts'

// Loopback has no certificate.
setGlobalConfig({ allowInsecureUrls: true })

export interface Wallet {
  holder: KeyObject
  /** By the id of the credential query. */
  sdJwts?: Record<string, string>
  mdocs?: Record<string, Issued>
}

type Fetch = typeof fetch
interface Query { credentials: { id: string; format: string; claims?: { path: string[] }[] }[] }

export interface Request { authorizationRequestPayload: Record<string, unknown> & { nonce: string; client_id: string; response_uri: string; client_metadata: { jwks: { keys: JWK[] } }; dcql_query: Query } }

const callbacks = (fetcher: Fetch) => ({
  fetch: fetcher,
  hash: (data: Uint8Array, algorithm: string) => new Uint8Array(hash(algorithm.replace('-', ''), data, 'buffer')),
  generateRandom: (length: number) => new Uint8Array(randomBytes(length)),
  clientAuthentication: () => undefined,
  signJwt: () => { throw new Error('this wallet signs no request') },
  decryptJwe: () => { throw new Error('this wallet reads nothing encrypted') },
  getX509CertificateMetadata: (certificate: string) => {
    const names = new X509Certificate(Buffer.from(certificate, 'base64')).subjectAltName?.split(', ') ?? []
    return { sanDnsNames: names.filter((name) => name.startsWith('DNS:')).map((name) => name.slice(4)), sanUriNames: names.filter((name) => name.startsWith('URI:')).map((name) => name.slice(4)) }
  },
  async verifyJwt(signer: { method: string; x5c?: string[] }, { compact }: { compact: string }) {
    const { publicKey } = new X509Certificate(Buffer.from(signer.x5c![0]!, 'base64'))
    await compactVerify(compact, publicKey)
    return { verified: true as const, signerJwk: publicKey.export({ format: 'jwk' }) }
  },
  async encryptJwe({ publicJwk, enc, alg }: { publicJwk: JWK; enc: string; alg: string }, data: string) {
    const jwe = await new CompactEncrypt(Buffer.from(data)).setProtectedHeader({ alg, enc, kid: publicJwk.kid! }).encrypt(await importJWK(publicJwk, alg))
    return { encryptionJwk: publicJwk, jwe }
  },
})

const clientOf = (fetcher: Fetch) => new Openid4vpClient({ callbacks: callbacks(fetcher) as never })

/** Follows a link of a verifier to its signed request, and checks it. */
export async function openRequest(link: string, fetcher: Fetch = fetch): Promise<Request> {
  const client = clientOf(fetcher)
  const parsed = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: link })
  return await client.resolveOpenId4vpAuthorizationRequest({ authorizationRequestPayload: parsed.params as never }) as never
}

/** Shows what the query asks for and the wallet has. @param changes of the answer, for attacks */
export async function makeAnswer(request: Request, { holder, sdJwts = {}, mdocs = {} }: Wallet, at = Math.floor(Date.now() / 1_000)): Promise<Record<string, string[]>> {
  const { nonce, client_id: audience, response_uri: responseUri, client_metadata: metadata, dcql_query: query } = request.authorizationRequestPayload
  const { kty, crv, x, y } = metadata.jwks.keys[0]!
  const thumbprint = hash('sha256', JSON.stringify({ crv, kty, x, y }), 'buffer')
  const shown: Record<string, string[]> = {}
  for (const { id, format, claims = [] } of query.credentials) {
    const names = claims.map(({ path }) => path.at(-1)!)
    if (format === 'dc+sd-jwt' && sdJwts[id]) shown[id] = [await presentSdJwt(sdJwts[id], { holder, audience, nonce, at, show: names })]
    if (format === 'mso_mdoc' && mdocs[id]) shown[id] = [Buffer.from(await presentMdoc(mdocs[id], holder, names, { clientId: audience, nonce, encryptionKey: new Uint8Array(thumbprint), responseUri })).toString('base64url')]
  }
  return shown
}

/** @returns the verifier's reply */
export async function sendAnswer(request: Request, vpToken: unknown, fetcher: Fetch = fetch): Promise<Response> {
  const client = clientOf(fetcher)
  const payload = request.authorizationRequestPayload as never
  const made = await client.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: payload, authorizationResponsePayload: { vp_token: vpToken as never },
    jarm: { encryption: { nonce: randomBytes(16).toString('base64url') }, serverMetadata: { authorization_encryption_alg_values_supported: ['ECDH-ES'], authorization_encryption_enc_values_supported: ['A128GCM', 'A256GCM'] } as never },
  })
  const { response } = await client.submitOpenid4vpAuthorizationResponse({ authorizationRequestPayload: payload, authorizationResponsePayload: made.authorizationResponsePayload, ...(made.jarm ? { jarm: made.jarm } : {}) })
  return response
}
