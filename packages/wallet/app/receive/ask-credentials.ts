/** Asks for a credential for each key, each key proven to be held here (OpenID4VCI 1.0 sections 7 to 9, appendix F.1). */
import { SignJWT } from 'jose'
import { fetchLimited, readJson } from '../fetch-limited.ts'
import { isObject, listAt, Refused, textAt } from '../json.ts'
import type { HeldKey } from '../store/new-key.ts'
import type { Conversation } from './open-conversation.ts'
import type { IssuerMetadata } from './read-issuer.ts'

/** The issuer cannot say yet, as where a register is silent (section 8.3). */
export interface Later {
  transaction: string
  /** Milliseconds since 1970: not asked again before. */
  from: number
}

/** In the order of the keys. */
export type Answer = readonly string[] | Later

export const isLater = (answer: Answer): answer is Later => 'transaction' in answer

/** Seconds, where an issuer names no interval (section 8.3 demands that it does). */
const usualWait = 30

/** @throws Refused */
export async function askCredentials(conversation: Conversation, issuer: IssuerMetadata, configuration: string, keys: readonly HeldKey[]): Promise<Answer> {
  const nonce = issuer.nonceEndpoint === undefined ? undefined : textAt(await readJson(await fetchLimited(issuer.nonceEndpoint, { method: 'POST' })), 'c_nonce')
  const jwt = await Promise.all(keys.map((key) => prove(key, issuer.id, nonce)))
  const response = await conversation.ask(issuer.credentialEndpoint, { credential_configuration_id: configuration, proofs: { jwt } })
  return readAnswer(response, keys.length)
}

/** With the same keys, which need no proof a second time. @throws Refused */
export async function askAgain(conversation: Conversation, issuer: IssuerMetadata, { transaction }: Later, count: number): Promise<Answer> {
  if (issuer.deferredEndpoint === undefined) throw new Refused('wait-over')
  return readAnswer(await conversation.ask(issuer.deferredEndpoint, { transaction_id: transaction }), count)
}

const reasons: Record<string, string> = { credential_request_denied: 'denied', invalid_transaction_id: 'wait-over' }

async function readAnswer(response: Response, count: number): Promise<Answer> {
  const answer = await readJson(response)
  const { error } = answer
  if (!response.ok) throw new Refused((typeof error === 'string' ? reasons[error] : undefined) ?? 'offer-refused', new Error(JSON.stringify(answer)))
  if (response.status === 202) {
    const { interval } = answer
    return { transaction: textAt(answer, 'transaction_id'), from: Date.now() + (typeof interval === 'number' && interval > 0 ? interval : usualWait) * 1000 }
  }
  const credentials = listAt(answer, 'credentials').map((one) => (isObject(one) ? textAt(one, 'credential') : ''))
  if (credentials.length !== count || credentials.includes('')) throw new Refused('unreadable')
  return credentials
}

const prove = ({ pair, jwk: { kty, crv, x, y } }: HeldKey, audience: string, nonce: string | undefined) =>
  new SignJWT(nonce === undefined ? {} : { nonce }).setAudience(audience).setIssuedAt().setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: { kty, crv, x, y } as never }).sign(pair.privateKey)
