/**
 * A device of an agency: enrols by its agency's code, renews its credential by its key, and calls the platform's interfaces as itself. Standards alone: OpenID4VCI 1.0 (pre-authorized
 * code with a transaction code, jwt proof), RFC 7523 (private_key_jwt), RFC 9449 (DPoP), RFC 6749 section 4.4. Libraries: oauth4webapi, jose.
 */
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import * as oauth from 'oauth4webapi'
import type { DeviceFile } from './device-file.ts'

const preAuthorized = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export interface DeviceOffer { issuer: string; configuration: string; code: string }

/** @param link of a credential offer (OpenID4VCI 1.0 section 4.1) @throws Error that says what is wrong with it */
export function readDeviceOffer(link: string): DeviceOffer {
  const offer = JSON.parse(URL.parse(link)?.searchParams.get('credential_offer') ?? 'null') as { credential_issuer?: string; credential_configuration_ids?: string[]; grants?: Record<string, { 'pre-authorized_code'?: string }> } | null
  const [issuer, configuration, code] = [offer?.credential_issuer, offer?.credential_configuration_ids?.[0], offer?.grants?.[preAuthorized]?.['pre-authorized_code']]
  if (!issuer || !configuration || !code) throw new Error('This is no offer for a device: copy it whole, from openid-credential-offer:// on.')
  return { issuer, configuration, code }
}

export async function newDeviceKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return exportJWK(privateKey)
}

/** What the platform has refused: `invalid_grant` for a code that is wrong, used or over; `invalid_client` for a device that is held, ended, or known by another key. */
export class DeviceRefused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export interface Conversation {
  /** By the agency's code. @returns an access token */
  redeem(code: string, transactionCode: string): Promise<string>
  /** By the device's own key. */
  token(scope: string): Promise<string>
  call(token: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>>
  /** @param key that the credential is to be for @returns an SD-JWT VC */
  credential(token: string, key: JWK): Promise<string>
  /** Of the credential, for tokens. */
  readonly scope: string
}

/** @param key that signs: the device's own */
export async function openConversation({ issuer, configuration, client: clientId = 'maru-device' }: Pick<DeviceFile, 'issuer' | 'configuration' | 'client'>, key: JWK): Promise<Conversation> {
  const insecure = { [oauth.allowInsecureRequests]: ['localhost', '127.0.0.1'].includes(new URL(issuer).hostname) }
  const about = await fetch(`${issuer}/.well-known/openid-credential-issuer`, { redirect: 'error', signal: AbortSignal.timeout(30_000) })
  // Whatever a cheap clock says: what is signed is signed by the platform's time.
  const skew = Math.round((Date.parse(about.headers.get('date') ?? '') - Date.now()) / 1000) || 0
  const metadata = await about.json() as { credential_issuer: string; credential_endpoint: string; nonce_endpoint: string; credential_configurations_supported: Record<string, { scope: string }> }
  if (metadata.credential_issuer !== issuer) throw new Error(`${issuer} calls itself ${metadata.credential_issuer}`)
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { algorithm: 'oauth2', ...insecure }))
  const privateKey = await importJWK(key, 'ES256') as CryptoKey
  const publicKey = await importJWK(publicHalf(key), 'ES256', { extractable: true }) as CryptoKey
  const client: oauth.Client = { client_id: clientId, [oauth.clockSkew]: skew }
  const DPoP = oauth.DPoP(client, { privateKey, publicKey })
  /** The server wants a nonce of its own in the proof: once more, with it. */
  const withNonce = async <Result>(ask: () => Promise<Result>) => {
    try {
      return await ask()
    } catch (cause) {
      if (!oauth.isDPoPNonceError(cause)) throw refusalOf(cause)
      return ask().catch((again: unknown) => { throw refusalOf(again) })
    }
  }
  const call = async (token: string, method: 'GET' | 'POST', path: string, body?: object) => {
    const url = new URL(path, issuer)
    const response = await withNonce(() => oauth.protectedResourceRequest(token, method, url, new Headers({ 'content-type': 'application/json' }), body === undefined ? null : JSON.stringify(body), { DPoP, ...insecure }))
    const answer = await response.json() as Record<string, unknown>
    if (!response.ok) throw new DeviceRefused(wordOf(answer, 'error', 'type') ?? String(response.status), wordOf(answer, 'error_description', 'title') ?? 'no reason given')
    return answer
  }
  return {
    scope: metadata.credential_configurations_supported[configuration]?.scope ?? '',
    redeem: async (code, transactionCode) => withNonce(async () => {
      const answer = await oauth.genericTokenEndpointRequest(as, client, oauth.None(), preAuthorized, { 'pre-authorized_code': code, tx_code: transactionCode }, { DPoP, ...insecure })
      return (await oauth.processGenericTokenEndpointResponse(as, client, answer)).access_token
    }),
    token: async (scope) => withNonce(async () => {
      const answer = await oauth.clientCredentialsGrantRequest(as, client, oauth.PrivateKeyJwt(privateKey), { scope }, { DPoP, ...insecure })
      return (await oauth.processClientCredentialsResponse(as, client, answer)).access_token
    }),
    call,
    async credential(token, own) {
      const { c_nonce: nonce } = await (await fetch(metadata.nonce_endpoint, { method: 'POST', redirect: 'error' })).json() as { c_nonce: string }
      const proof = await new SignJWT({ aud: issuer, nonce, iat: Math.floor(Date.now() / 1000) + skew }).setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: publicHalf(own) }).sign(await importJWK(own, 'ES256'))
      const { credentials } = await call(token, 'POST', metadata.credential_endpoint, { credential_configuration_id: configuration, proofs: { jwt: [proof] } }) as { credentials: { credential: string }[] }
      return credentials[0]!.credential
    },
  }
}

const publicHalf = ({ kty, crv, x, y }: JWK) => ({ kty, crv, x, y }) as JWK

/** An error of OAuth, or a problem document (RFC 9457). */
const wordOf = (answer: Record<string, unknown>, ...names: string[]) => names.map((name) => answer[name]).find((word) => typeof word === 'string')

function refusalOf(cause: unknown): unknown {
  if (cause instanceof oauth.ResponseBodyError) return new DeviceRefused(cause.error, cause.error_description ?? cause.error)
  if (cause instanceof oauth.WWWAuthenticateChallengeError) {
    const { error = 'invalid_token', error_description: description = error } = cause.cause[0]?.parameters ?? {}
    return new DeviceRefused(error, description)
  }
  return cause
}

/** What the credential says of the device that it is for. */
export function readDeviceCredential(credential: string): { device: string; endsAt: Date; from: Date } {
  const [token, ...disclosures] = credential.split('~')
  const { iat, exp } = parse(token!.split('.')[1]!) as { iat: number; exp: number }
  const claims = new Map(disclosures.filter((one) => one !== '').map((one) => parse(one) as [string, string, string]).map(([, name, value]) => [name, value]))
  return { device: claims.get('device_id') ?? '', from: new Date(iat * 1000), endsAt: new Date(exp * 1000) }
}

const parse = (encoded: string): unknown => JSON.parse(Buffer.from(encoded, 'base64url').toString())
