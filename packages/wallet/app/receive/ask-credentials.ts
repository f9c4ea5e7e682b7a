/** Asks for a credential for each key, each key proven to be held here (OpenID4VCI 1.0 sections 7 to 9, appendix F.1). */
import { SignJWT } from 'jose'
import { fetchLimited, readJson, refusedBy } from '../fetch-limited.ts'
import { isObject, type Json, listAt, optionalText, Refused, textAt } from '../json.ts'
import type { HeldKey } from '../store/new-key.ts'
import { type Asked, askEncrypted } from './encrypt-messages.ts'
import type { Conversation } from './open-conversation.ts'
import type { IssuerMetadata } from './read-issuer.ts'
import { refusedByWord } from './why-refused.ts'

/** The issuer cannot say yet, as where a register is silent (section 8.3). */
export interface Later {
  transaction: string
  /** Milliseconds since 1970: not asked again before. */
  from: number
}

export interface Given {
  /** In no order (section 8.3): what each is bound to says whose it is. */
  credentials: readonly string[]
  /** By which the issuer is told what became of them (section 11); absent where it does not ask. */
  notification: string | undefined
}

export type Answer = Given | Later

export const isLater = (answer: Answer): answer is Later => 'transaction' in answer

/** Seconds, where an issuer names no interval (section 8.3 demands that it does). */
const usualWait = 30

/** A nonce that was over before it came back costs nothing: another is asked for, once (section 8.3.1.2). @throws Refused */
export function askCredentials(conversation: Conversation, issuer: IssuerMetadata, configuration: string, keys: readonly HeldKey[]): Promise<Answer> {
  const ask = async () => {
    const nonce = issuer.nonceEndpoint === undefined ? undefined : await askNonce(issuer.nonceEndpoint)
    const jwt = await Promise.all(keys.map((key) => prove(key, issuer.id, nonce)))
    return readAnswer(await askEncrypted(conversation, issuer.encryption, issuer.credentialEndpoint, { credential_configuration_id: configuration, proofs: { jwt } }), keys.length)
  }
  return ask().catch((cause: unknown) => {
    if (cause instanceof Refused && cause.reason === 'nonce-refused') return ask()
    throw cause
  })
}

async function askNonce(endpoint: string): Promise<string> {
  const response = await fetchLimited(endpoint, { method: 'POST' })
  if (!response.ok) throw refusedBy(response, 'offer-refused')
  return textAt(await readJson(response), 'c_nonce')
}

/** With the same keys, which need no proof a second time. @throws Refused */
export async function askAgain(conversation: Conversation, issuer: IssuerMetadata, { transaction }: Later, count: number): Promise<Answer> {
  if (issuer.deferredEndpoint === undefined) throw new Refused('wait-over')
  return readAnswer(await askEncrypted(conversation, issuer.encryption, issuer.deferredEndpoint, { transaction_id: transaction }), count)
}

async function readAnswer({ response, read }: Asked, count: number): Promise<Answer> {
  if (!response.ok) {
    // A gateway before the issuer answers in its own way, or not at all.
    const said = await readJson(response).catch((): Json => ({}))
    throw refusedByWord(response, said['error'], new Error(JSON.stringify(said)))
  }
  const answer = await read()
  if (response.status === 202) {
    const { interval } = answer
    return { transaction: textAt(answer, 'transaction_id'), from: Date.now() + (typeof interval === 'number' && interval > 0 ? interval : usualWait) * 1000 }
  }
  const credentials = listAt(answer, 'credentials').map((one) => (isObject(one) ? textAt(one, 'credential') : ''))
  if (credentials.length === 0 || credentials.length > count || credentials.includes('')) throw new Refused('unreadable')
  return { credentials, notification: optionalText(answer, 'notification_id') }
}

const prove = ({ pair, jwk: { kty, crv, x, y } }: HeldKey, audience: string, nonce: string | undefined) =>
  new SignJWT(nonce === undefined ? {} : { nonce }).setAudience(audience).setIssuedAt().setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: { kty, crv, x, y } as never }).sign(pair.privateKey)
