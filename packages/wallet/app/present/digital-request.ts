/**
 * A verifier's request that a browser brings (OpenID4VP 1.0 annex A), read and answered: a library for whoever is a provider of the Digital Credentials API. No browser
 * lets an installed page be one, so the app itself does not call it.
 */
import type { DcqlQuery } from 'dcql'
import type { TakenCopy } from '../cards/keep-cards.ts'
import { encrypt } from '../encrypt.ts'
import { isObject, type Json, listAt, objectAt, Refused, textAt } from '../json.ts'
import { presentSdJwt } from './make-presentation.ts'
import { demandSigned, encryptionOf, headerOf, payloadOf, type PresentationRequest, queryOf, registrationOf } from './read-request.ts'

export interface DigitalPresentationRequest extends Pick<PresentationRequest, 'calledBy' | 'nonce' | 'encryption' | 'registration'> {
  protocol: string
  /** Of the page that asks, as the browser says it: the one thing about the verifier that is certain. */
  origin: string
  query: DcqlQuery.Output
}

/** Seconds that clocks may differ. */
const skew = 60

/**
 * @param request one of those in `navigator.credentials.get({ digital: { requests } })`
 * @param origin of the page, as the browser vouches for it. @throws Refused
 */
export async function readDigitalRequest({ protocol, data }: { protocol: string; data: unknown }, origin: string, now = Date.now() / 1000): Promise<DigitalPresentationRequest> {
  if (!isObject(data)) throw new Refused('unreadable')
  const { request, calledBy } = protocol === 'openid4vp-v1-signed' ? await readSigned(textAt(data, 'request'), origin)
    : protocol === 'openid4vp-v1-multisigned' ? await readMultisigned(objectAt(data, 'request'), origin) : { request: unsigned(protocol, data), calledBy: undefined }
  const mode = request['response_mode']
  if (request['response_type'] !== 'vp_token' || (mode !== 'dc_api' && mode !== 'dc_api.jwt') || request['transaction_data'] !== undefined) throw new Refused('other-answer')
  if (typeof request['exp'] === 'number' && request['exp'] < now - skew) throw new Refused('request-over')
  return { protocol, origin, calledBy, nonce: textAt(request, 'nonce'), encryption: encryptionOf(request), query: queryOf(request['dcql_query']), registration: registrationOf(request) }
}

interface Signed { request: Json; calledBy: string | undefined }

async function readSigned(token: string, origin: string): Promise<Signed> {
  const request = payloadOf(token)
  const calledBy = await demandSigned(token, headerOf(token), textAt(request, 'client_id'), new URL(origin))
  demandFor(request, origin)
  return { request, calledBy }
}

/** Annex A.2: signed for this page, or somebody passes on what was signed for another. */
function demandFor(request: Json, origin: string) {
  if (!listAt(request, 'expected_origins').includes(origin)) throw new Refused('wrong-verifier')
}

/** Names that a verifier may sign under at once. */
const mostNames = 8

/** Annex A.3.2.2: the same request under several names, each with what vouches for it in its own header. The first that holds is believed, and nothing of the others. */
async function readMultisigned(jws: Json, origin: string): Promise<Signed> {
  const payload = textAt(jws, 'payload')
  let refused = new Refused('not-signed')
  for (const one of listAt(jws, 'signatures').slice(0, mostNames)) {
    try {
      if (!isObject(one)) throw new Refused('unreadable')
      const token = [textAt(one, 'protected'), payload, textAt(one, 'signature')].join('.')
      const [header, said] = [headerOf(token), payloadOf(token)]
      // What is said of a name stands beside its signature, and counts nowhere else.
      if ('client_id' in said || 'verifier_info' in said) throw new Refused('unreadable')
      const request: Json = { ...said, client_id: header['client_id'], verifier_info: header['verifier_info'] }
      const calledBy = await demandSigned(token, header, textAt(header, 'client_id'), new URL(origin))
      demandFor(request, origin)
      return { request, calledBy }
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause
      refused = cause
    }
  }
  throw refused
}

/** What an unsigned request says of who asks counts for nothing (annex A.2). */
function unsigned(protocol: string, data: Json): Json {
  if (protocol !== 'openid4vp-v1-unsigned') throw new Refused('other-answer')
  return data
}

/** Of a credential that the query names, the copy and the claims that its holder has chosen. */
export interface ChosenCopy { id: string; taken: TakenCopy; names: readonly string[] }

/** @returns what the browser hands to the page: `protocol` and `data` */
export async function answerDigital({ protocol, origin, nonce, encryption }: DigitalPresentationRequest, chosen: readonly ChosenCopy[]): Promise<{ protocol: string; data: object }> {
  const shown = await Promise.all(chosen.map(async ({ id, taken, names }) => [id, [await present(taken, names)]] as const))
  const answer = { vp_token: Object.fromEntries(shown) }
  return { protocol, data: encryption ? { response: await encrypt(answer, encryption) } : answer }

  async function present({ format, copy, pair }: TakenCopy, names: readonly string[]): Promise<string> {
    if (format === 'dc+sd-jwt') return presentSdJwt({ copy, pair }, names, { aud: `origin:${origin}`, nonce })
    const { presentMdoc } = await import('../mdoc/present-mdoc.ts')
    return presentMdoc(copy.credential, pair.privateKey, names, { origin, nonce, encryptionKey: encryption?.key })
  }
}
