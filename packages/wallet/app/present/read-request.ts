/** A verifier's request (OpenID4VP 1.0 section 5, RFC 9101): signed, for this kind of answer, and read only once its signature holds. */
import { DcqlQuery } from 'dcql'
import { compactVerify, decodeJwt, decodeProtectedHeader, importX509, type JWK } from 'jose'
import { type Encryption, methods } from '../encrypt.ts'
import { addressOf } from '../fetch-limited.ts'
import { isObject, type Json, listAt, objectAt, optionalText, Refused, textAt } from '../json.ts'
import { pem } from '../pem.ts'
import { parametersOf } from '../receive/read-offer.ts'
import { fetchRequest } from './fetch-request.ts'

export interface PresentationRequest {
  clientId: string
  /** Where the answer goes: the one thing about the verifier that is certain. */
  responseUri: URL
  /** The same, letter for letter: a mobile document is signed for it. */
  responseAddress: string
  /** What its certificate calls it; nobody has vouched for that. */
  calledBy: string | undefined
  nonce: string
  state: string | undefined
  /** The answer is encrypted to it. */
  encryption: Encryption | undefined
  query: DcqlQuery.Output
  /** Name under which it claims to be registered, the entry of the log that says so, and the proof that it stands there. */
  registration: { id: string; entry: string; proof: string | undefined } | undefined
}

export const isRequest = (text: string) => /[?#&]request(?:_uri)?=/.test(text) && /[?#&]client_id=/.test(text)

/** @throws Refused */
export async function readRequest(link: string, own = location.origin): Promise<PresentationRequest> {
  const parameters = parametersOf(link)
  const [value, address] = [parameters.get('request'), parameters.get('request_uri')]
  if (value === null && address === null) throw new Refused('unreadable')
  const { token, nonce: sent } = value === null ? await fetchRequest(address!, parameters.get('request_uri_method'), own) : { token: value, nonce: undefined }
  const header = headerOf(token)
  const request = payloadOf(token)
  const clientId = textAt(request, 'client_id')
  // Who the link names is who must have signed (section 5.7).
  if (clientId !== parameters.get('client_id')) throw new Refused('wrong-verifier')
  const responseAddress = textAt(request, 'response_uri')
  const responseUri = addressOf(responseAddress)
  const calledBy = await demandSigned(token, header, clientId, responseUri)
  // Section 5.10: also what was made for another's nonce was not made for us.
  if (request['wallet_nonce'] !== sent) throw new Refused('request-replayed')
  demandAnswerable(request)
  return {
    clientId, responseUri, responseAddress, calledBy, nonce: textAt(request, 'nonce'), state: optionalText(request, 'state'), encryption: encryptionOf(request), query: queryOf(request['dcql_query']), registration: registrationOf(request),
  }
}

export function headerOf(token: string): Json {
  try {
    return decodeProtectedHeader(token) as Json
  } catch (cause) {
    throw new Refused('unreadable', cause)
  }
}

export function payloadOf(token: string): Json {
  try {
    return decodeJwt(token) as Json
  } catch (cause) {
    throw new Refused('unreadable', cause)
  }
}

/** Section 5.9.3: by the hash of the certificate, or by a name in it that the answer then goes to. An unsigned request is answered by no one. */
export async function demandSigned(token: string, header: Json, clientId: string, responseUri: URL): Promise<string | undefined> {
  const [leaf] = listAt(header, 'x5c')
  if (header['typ'] !== 'oauth-authz-req+jwt' || header['alg'] !== 'ES256' || typeof leaf !== 'string') throw new Refused('not-signed')
  const { demandInForce, hashOf, nameOf, namesOf } = await import('../certificates.ts')
  const [prefix, name] = [clientId.slice(0, clientId.indexOf(':')), clientId.slice(clientId.indexOf(':') + 1)]
  demandInForce(leaf)
  if (prefix === 'x509_hash') {
    if (await hashOf(leaf) !== name) throw new Refused('wrong-verifier')
  } else if (prefix === 'x509_san_dns') {
    if (!namesOf(leaf).includes(name) || responseUri.hostname !== name) throw new Refused('wrong-verifier')
  } else throw new Refused('not-signed')
  try {
    await compactVerify(token, await importX509(pem(leaf), 'ES256'), { algorithms: ['ES256'] })
  } catch (cause) {
    throw new Refused('bad-signature', cause)
  }
  return nameOf(leaf)
}

/** Seconds that clocks may differ. */
const skew = 60

function demandAnswerable(request: Json, now = Date.now() / 1000) {
  const mode = request['response_mode']
  if (request['response_type'] !== 'vp_token' || (mode !== 'direct_post' && mode !== 'direct_post.jwt') || request['redirect_uri'] !== undefined) throw new Refused('other-answer')
  // Section 5.1: transaction data that is not understood is consented to by nobody.
  if (request['transaction_data'] !== undefined) throw new Refused('other-answer')
  if (typeof request['exp'] === 'number' && request['exp'] < now - skew) throw new Refused('request-over')
}

export function encryptionOf(request: Json): PresentationRequest['encryption'] {
  if (request['response_mode'] !== 'direct_post.jwt' && request['response_mode'] !== 'dc_api.jwt') return undefined
  const metadata = objectAt(request, 'client_metadata')
  const key = listAt(objectAt(metadata, 'jwks'), 'keys').find((jwk) => isObject(jwk) && jwk['kty'] === 'EC' && jwk['crv'] === 'P-256' && (jwk['alg'] ?? 'ECDH-ES') === 'ECDH-ES' && (jwk['use'] ?? 'enc') === 'enc')
  const taken = metadata['encrypted_response_enc_values_supported'] === undefined ? ['A128GCM'] : listAt(metadata, 'encrypted_response_enc_values_supported')
  const method = methods.find((one) => taken.includes(one))
  if (!key || !method) throw new Refused('other-answer')
  return { key: key as JWK, method }
}

export function queryOf(value: unknown): DcqlQuery.Output {
  try {
    const query = DcqlQuery.parse(value as DcqlQuery.Input)
    DcqlQuery.validate(query)
    return query
  } catch (cause) {
    throw new Refused('unreadable', cause)
  }
}

export function registrationOf(request: Json): PresentationRequest['registration'] {
  const [data] = listAt(request, 'verifier_info').flatMap((info) => (isObject(info) && info['format'] === 'maru-request-template' && isObject(info['data']) ? [info['data']] : []))
  const id = data && optionalText(data, 'id')
  return id === undefined ? undefined : { id, entry: optionalText(data!, 'entry') ?? '', proof: optionalText(data!, 'log') }
}
