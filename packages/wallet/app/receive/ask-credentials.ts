/** Asks for a credential for each key, each key proven to be held here (OpenID4VCI 1.0 sections 7 and 8, appendix F.1). */
import { SignJWT } from 'jose'
import { fetchLimited, readJson } from '../fetch-limited.ts'
import { isObject, listAt, Refused, textAt } from '../json.ts'
import type { HeldKey } from '../store/new-key.ts'
import type { Conversation } from './open-conversation.ts'
import type { IssuerMetadata } from './read-issuer.ts'

/** In the order of the keys. @throws Refused */
export async function askCredentials(conversation: Conversation, issuer: IssuerMetadata, configuration: string, keys: readonly HeldKey[]): Promise<string[]> {
  const nonce = issuer.nonceEndpoint === undefined ? undefined : textAt(await readJson(await fetchLimited(issuer.nonceEndpoint, { method: 'POST' })), 'c_nonce')
  const jwt = await Promise.all(keys.map((key) => prove(key, issuer.id, nonce)))
  const response = await conversation.ask(issuer.credentialEndpoint, { credential_configuration_id: configuration, proofs: { jwt } })
  const answer = await readJson(response)
  if (!response.ok) throw new Refused(answer['error'] === 'credential_request_denied' ? 'denied' : 'offer-refused', new Error(JSON.stringify(answer)))
  // Section 8.3: the issuer cannot say yet, as where a register is silent. This app does not wait for it; an offer or a refill asks again.
  if (response.status === 202) throw new Refused('later', new Error(JSON.stringify(answer)))
  const credentials = listAt(answer, 'credentials').map((one) => (isObject(one) ? textAt(one, 'credential') : ''))
  if (credentials.length !== keys.length || credentials.includes('')) throw new Refused('unreadable')
  return credentials
}

const prove = ({ pair, jwk: { kty, crv, x, y } }: HeldKey, audience: string, nonce: string | undefined) =>
  new SignJWT(nonce === undefined ? {} : { nonce }).setAudience(audience).setIssuedAt().setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: { kty, crv, x, y } as never }).sign(pair.privateKey)
