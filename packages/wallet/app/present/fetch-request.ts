/**
 * A signed request, fetched in the way that its link names (OpenID4VP 1.0 sections 5.7 and 5.10). By POST the wallet sends a nonce that must stand in what is signed: a
 * request that was made for another is no answer to it. The country's own platform encrypts it too, so that nobody between reads what people are asked.
 */
import { base64url } from 'jose'
import { methods, newReader, type Reader } from '../encrypt.ts'
import { addressOf, fetchLimited, readText, refusedBy } from '../fetch-limited.ts'
import { Refused } from '../json.ts'

export interface FetchedRequest {
  token: string
  /** That its `wallet_nonce` must be; absent where none was sent. */
  nonce: string | undefined
}

const mediaType = 'application/oauth-authz-req+jwt'

/** The same for everybody: it tells no two wallets apart. */
const abilities = {
  vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] }, mso_mdoc: { issuerauth_alg_values: [-7], deviceauth_alg_values: [-7] } },
  client_id_prefixes_supported: ['x509_hash', 'x509_san_dns'], request_object_signing_alg_values_supported: ['ES256'],
  response_types_supported: ['vp_token'], response_modes_supported: ['direct_post.jwt', 'direct_post'],
  authorization_encryption_alg_values_supported: ['ECDH-ES'], authorization_encryption_enc_values_supported: [...methods],
}

interface Asking { nonce: string; reader: Reader | undefined; body: URLSearchParams }

/** By address: asked, and nobody knows whether it was given. Whoever asks again asks as the same wallet, since a verifier may give a request to one alone. */
const unanswered = new Map<string, Asking>()

/** @param method `request_uri_method` of the link. @throws Refused */
export async function fetchRequest(address: string, method: string | null, own: string): Promise<FetchedRequest> {
  if (method === null || method === 'get') {
    const response = await fetchLimited(address, { headers: { accept: mediaType } })
    return { token: tokenIn(response, await readText(response)), nonce: undefined }
  }
  if (method !== 'post') throw new Refused('unreadable', new Error('request_uri_method is neither get nor post'))
  const asking = unanswered.get(address) ?? await newAsking(addressOf(address).origin === own)
  unanswered.set(address, asking)
  const { response, text } = await post(address, asking).catch((cause: unknown) => {
    if (cause instanceof Refused && cause.reason === 'no-answer') return post(address, asking)
    throw cause
  })
  // Who is down or has no time has not said what became of it.
  if (response.status < 500 && response.status !== 429) unanswered.delete(address)
  // Who says that it takes POST and does not is not asked in another way: in that one nothing tells a request of today from one of yesterday.
  if ([400, 405, 415].includes(response.status)) throw new Refused('other-answer', new Error(text))
  const token = tokenIn(response, text)
  if (!response.headers.get('content-type')?.toLowerCase().startsWith(mediaType)) throw new Refused('unreadable', new Error('no signed request'))
  return { token: asking.reader ? await unwrap(asking.reader, token) : token, nonce: asking.nonce }
}

async function newAsking(ofOwn: boolean): Promise<Asking> {
  const nonce = base64url.encode(crypto.getRandomValues(new Uint8Array(32)))
  const reader = ofOwn ? await newReader(methods) : undefined
  const keys = reader && { jwks: { keys: [reader.jwk] }, request_object_encryption_alg_values_supported: ['ECDH-ES'], request_object_encryption_enc_values_supported: [...methods] }
  return { nonce, reader, body: new URLSearchParams({ wallet_nonce: nonce, wallet_metadata: JSON.stringify({ ...abilities, ...keys }) }) }
}

async function post(address: string, { body }: Asking): Promise<{ response: Response; text: string }> {
  const response = await fetchLimited(address, { method: 'POST', headers: { accept: mediaType }, body })
  return { response, text: await readText(response) }
}

function tokenIn(response: Response, text: string): string {
  // A request is given to one wallet: whoever comes second has a link that was used.
  if (!response.ok) throw refusedBy(response, 'request-over')
  return text.trim()
}

async function unwrap(reader: Reader, token: string): Promise<string> {
  try {
    return await reader.read(token)
  } catch (cause) {
    throw new Refused('not-encrypted', cause)
  }
}
