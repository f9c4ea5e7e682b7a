/** A wallet that takes an offer (OpenID4VCI 1.0): a token bound to a key of its own, a nonce, and a credential for each key that it proves. */
import { hash, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { type Answer, type Lane, send } from '../authorization/lanes.ts'

export interface Offer { code: string; transactionCode: string }

export interface KeyPair { privateKey: CryptoKey; jwk: JWK }

export const clientId = 'a-wallet-of-the-bench'
export const configuration = 'mobile-id'

export async function newKeys(count: number): Promise<KeyPair[]> {
  return Promise.all(Array.from({ length: count }, async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    return { privateKey, jwk: await exportJWK(publicKey) }
  }))
}

export interface Wallet {
  /** From the offer to the credentials: three requests. @param own binds the token @param keys of which each gets a credential @param provider of the wallet, that vouches for all of them at once */
  take(lane: Lane, offer: Offer, own: KeyPair, keys: readonly KeyPair[], provider?: KeyPair): Promise<string[]>
}

/** Of whole issuers: who asks there knows the nonce of the last answer, as every wallet that comes again. */
export function walletAt(origin: string): Wallet {
  /** The token endpoint's and the issuer's are no business of each other (RFC 9449 section 9). */
  const nonces = new Map<string, string>()

  const post = async (lane: Lane, path: string, type: string, body: string, { key, token }: { key?: KeyPair; token?: string } = {}): Promise<Record<string, unknown>> => {
    const server = path.split('/')[1]!
    for (let again = true; ; again = false) {
      const headers = { 'content-type': type, ...(key ? { dpop: await proveDpop(key, `${origin}${path}`, nonces.get(server), token) } : {}), ...(token === undefined ? {} : { authorization: `DPoP ${token}` }) }
      const answer: Answer = await send(lane, 'POST', `${origin}${path}`, { headers, body })
      const next = answer.headers['dpop-nonce']
      if (typeof next === 'string') nonces.set(server, next)
      if (answer.status === 200) return JSON.parse(answer.body) as Record<string, unknown>
      if (!again || !answer.body.includes('use_dpop_nonce')) throw new Error(`${origin}${path} answered ${answer.status}: ${answer.body.slice(0, 400)}`)
    }
  }

  return {
    async take(lane, { code, transactionCode }, own, keys, provider) {
      const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code', 'pre-authorized_code': code, tx_code: transactionCode, client_id: clientId })
      const { access_token: token, token_type: type } = await post(lane, '/oidc/token', 'application/x-www-form-urlencoded', form.toString(), { key: own })
      if (type !== 'DPoP') throw new Error(`a token of type ${String(type)}`)
      const { c_nonce: nonce } = await post(lane, '/vci/nonce', 'application/json', '{}')
      const proofs = provider ? { attestation: [await vouchFor(provider, keys, String(nonce))] } : { jwt: await Promise.all(keys.map((key) => proveKey(key, origin, String(nonce)))) }
      const { credentials } = await post(lane, '/vci/credential', 'application/json', JSON.stringify({ credential_configuration_id: configuration, proofs }), { key: own, token: String(token) })
      const given = (credentials as { credential: string }[]).map(({ credential }) => credential)
      if (given.length !== keys.length) throw new Error(`${given.length} credentials for ${keys.length} keys`)
      return given
    },
  }
}

const proveDpop = ({ privateKey, jwk }: KeyPair, htu: string, nonce: string | undefined, token: string | undefined) =>
  new SignJWT({ htm: 'POST', htu, jti: randomUUID(), ...(nonce === undefined ? {} : { nonce }), ...(token === undefined ? {} : { ath: hash('sha256', token, 'base64url') }) })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk }).setIssuedAt().sign(privateKey)

const proveKey = ({ privateKey, jwk }: KeyPair, issuer: string, nonce: string) =>
  new SignJWT({ nonce }).setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk }).setAudience(issuer).setIssuedAt().sign(privateKey)

/** A key attestation (OpenID4VCI 1.0 appendix D). */
const vouchFor = ({ privateKey }: KeyPair, keys: readonly KeyPair[], nonce: string) =>
  new SignJWT({ attested_keys: keys.map(({ jwk }) => jwk), nonce } as never).setProtectedHeader({ alg: 'ES256', typ: 'key-attestation+jwt' }).setIssuedAt().setExpirationTime('5m').sign(privateKey)
