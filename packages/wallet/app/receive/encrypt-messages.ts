/**
 * Requests and answers that nobody reads between this app and the issuer, also where TLS ends at a gateway before it (OpenID4VCI 1.0 section 10): JWE by the
 * library, each answer to a key that is made for it and forgotten with it. Where an issuer offers it, it is used; what was asked for encrypted is taken in no other way.
 */
import type { JWK } from 'jose'
import { type Encryption, encrypt, type Method, methods, newReader, type Reader } from '../encrypt.ts'
import { readJson, readText } from '../fetch-limited.ts'
import { isObject, type Json, listAt, parseJson, Refused } from '../json.ts'
import type { Conversation } from './open-conversation.ts'

/** What is encrypted, and how; both absent where the issuer offers nothing. */
export interface MessageEncryption { request: Encryption | undefined; answer: Method | undefined }

/** Sections 12.2.4 and 8.2. @throws Refused where the issuer demands what this wallet cannot do */
export function encryptionOf(metadata: Json): MessageEncryption {
  const [requests, answers] = [metadata['credential_request_encryption'], metadata['credential_response_encryption']]
  const [key, asked, answered] = [keyOf(requests), methodOf(requests), methodOf(answers)]
  const request = key && asked ? { key, method: asked } : undefined
  // A key for the answer is never sent in the open: another could be put in its place.
  const answer = request && isObject(answers) && listAt(answers, 'alg_values_supported').includes('ECDH-ES') ? answered : undefined
  if ((isDemanded(requests) && !request) || (isDemanded(answers) && !answer)) throw new Refused('cannot-encrypt')
  return { request, answer }
}

/** Whoever does not say that it may be left out demands it. */
const isDemanded = (offer: unknown) => offer !== undefined && !(isObject(offer) && offer['encryption_required'] === false)

const methodOf = (offer: unknown): Method | undefined => (isObject(offer) ? methods.find((method) => listAt(offer, 'enc_values_supported').includes(method)) : undefined)

function keyOf(offer: unknown): JWK | undefined {
  const set = isObject(offer) && isObject(offer['jwks']) ? listAt(offer['jwks'], 'keys') : []
  return set.find((key) => isObject(key) && key['kty'] === 'EC' && key['crv'] === 'P-256' && key['alg'] === 'ECDH-ES' && (key['use'] ?? 'enc') === 'enc' && typeof key['kid'] === 'string') as JWK | undefined
}

export interface Asked {
  response: Response
  /** What it says; a refusal always comes in the open (section 8.3.1.2). @throws Refused */
  read(): Promise<Json>
}

/** @throws Refused */
export async function askEncrypted(conversation: Pick<Conversation, 'ask'>, { request, answer }: MessageEncryption, url: string, body: Json): Promise<Asked> {
  if (!request || !answer) {
    const response = await conversation.ask(url, request ? await encrypt(body, request) : body)
    return { response, read: () => readJson(response) }
  }
  const reader = await newReader([answer])
  const response = await conversation.ask(url, await encrypt({ ...body, credential_response_encryption: { jwk: reader.jwk, enc: answer } }, request))
  return { response, read: () => decrypt(response, reader) }
}

async function decrypt(response: Response, reader: Reader): Promise<Json> {
  if (!response.headers.get('content-type')?.toLowerCase().startsWith('application/jwt')) throw new Refused('not-encrypted', new Error('the answer came in the open'))
  const token = (await readText(response)).trim()
  try {
    return parseJson(await reader.read(token))
  } catch (cause) {
    throw new Refused('not-encrypted', cause)
  }
}
