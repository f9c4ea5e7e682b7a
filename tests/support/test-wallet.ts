/** A wallet of a few lines on plain JOSE: what it sends can be bent, to see that it is refused. */
import { randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

export interface HeldKeyPair { privateKey: CryptoKey; jwk: JWK }

type Send = (url: string, init: RequestInit) => Promise<Response>

export interface Answer { status: number; body: Record<string, unknown>; text: string; headers: Headers }

export async function newKeyPair(): Promise<HeldKeyPair> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  return { privateKey, jwk: await exportJWK(publicKey) }
}

export class TestWallet {
  readonly origin: string
  readonly clientId: string
  readonly dpopKey: HeldKeyPair
  token = ''
  /** Its provider's word, where it brings one. */
  attestation: string | undefined
  readonly #send: Send
  #nonce: string | undefined
  private constructor(origin: string, clientId: string, dpopKey: HeldKeyPair, send: Send) {
    this.#send = send
    this.origin = origin
    this.clientId = clientId
    this.dpopKey = dpopKey
  }

  static async open(origin: string, clientId = 'a-wallet-nobody-registered', send: Send = fetch) {
    return new TestWallet(origin, clientId, await newKeyPair(), send)
  }

  thumbprint = () => calculateJwkThumbprint(this.dpopKey.jwk)

  async dpop(method: string, path: string, claims: Record<string, unknown> = {}, key = this.dpopKey): Promise<string> {
    const ath = this.token === '' ? {} : { ath: Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(this.token))).toString('base64url') }
    return new SignJWT({ iat: Math.floor(Date.now() / 1000), htm: method, htu: `${this.origin}${path}`, jti: randomUUID(), ...(this.#nonce === undefined ? {} : { nonce: this.#nonce }), ...ath, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.jwk }).sign(key.privateKey)
  }

  /** The house's word on this wallet: whoever asks from its own pages gets it. */
  async attest() {
    const { kty, crv, x, y } = this.dpopKey.jwk
    const answer = await this.#send(`${this.origin}/wallet/attestation`, { method: 'POST', headers: { 'content-type': 'application/json', origin: this.origin }, body: JSON.stringify({ key: { kty, crv, x, y }, elsewhere: false }) })
    this.attestation = (await answer.json() as { attestation: string }).attestation
    return this
  }

  /** Of the key that the attestation is about. */
  async attested(claims: Record<string, unknown> = {}, key = this.dpopKey): Promise<Record<string, string>> {
    if (this.attestation === undefined) return {}
    const { attestation_challenge: challenge } = await (await this.#send(`${this.origin}/oidc/challenge`, { method: 'POST' })).json() as { attestation_challenge: string }
    const proof = await new SignJWT({ aud: this.origin, jti: randomUUID(), challenge, ...claims }).setIssuedAt().setProtectedHeader({ alg: 'ES256', typ: 'oauth-client-attestation-pop+jwt' }).sign(key.privateKey)
    return { 'oauth-client-attestation': this.attestation, 'oauth-client-attestation-pop': proof }
  }

  /** Sends once more where the server wants a nonce of its own, as every wallet does. @param body a text is a request that is encrypted already */
  async post(path: string, body: Record<string, unknown> | URLSearchParams | string, headers: Record<string, string> | (() => Promise<Record<string, string>>) = {}, retry = true): Promise<Answer> {
    const type = body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : typeof body === 'string' ? 'application/jwt' : 'application/json'
    const response = await this.#send(`${this.origin}${path}`, {
      method: 'POST', redirect: 'manual', body: body instanceof URLSearchParams || typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        'content-type': type, dpop: await this.dpop('POST', path),
        ...(this.token === '' ? {} : { authorization: `DPoP ${this.token}` }), ...(typeof headers === 'function' ? await headers() : headers),
      },
    })
    const text = await response.text()
    const answer = { status: response.status, headers: response.headers, text, body: json(text) }
    const nonce = response.headers.get('dpop-nonce')
    if (nonce !== null) this.#nonce = nonce
    return retry && answer.body['error'] === 'use_dpop_nonce' ? this.post(path, body, headers, false) : answer
  }

  async redeem(code: string, transactionCode?: string, headers: () => Promise<Record<string, string>> = () => this.attested()): Promise<Answer> {
    // The proof at the token endpoint is of no token.
    this.token = ''
    const answer = await this.post('/oidc/token', new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code', 'pre-authorized_code': code, client_id: this.clientId,
      ...(transactionCode === undefined ? {} : { tx_code: transactionCode }),
    }), headers)
    if (answer.status === 200) this.token = String(answer.body['access_token'])
    return answer
  }

  async nonce(): Promise<string> {
    const { body } = await this.post('/vci/nonce', {})
    return String(body['c_nonce'])
  }

  async proof(key: HeldKeyPair, nonce: string, claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> {
    return new SignJWT({ aud: this.origin, nonce, ...claims }).setIssuedAt().setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: key.jwk, ...header }).sign(key.privateKey)
  }

  /** Asks for one credential for each key. */
  async ask(configuration: string, keys: readonly HeldKeyPair[]): Promise<Answer> {
    return this.post('/vci/credential', await this.asking(configuration, keys))
  }

  /** The same request, not sent yet. */
  async asking(configuration: string, keys: readonly HeldKeyPair[]) {
    const nonce = await this.nonce()
    return { credential_configuration_id: configuration, proofs: { jwt: await Promise.all(keys.map((key) => this.proof(key, nonce))) } }
  }
}

function json(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

export interface SeenOffer { credential_issuer: string; credential_configuration_ids: string[]; code: string }

export function readOffer(link: string): SeenOffer {
  const offer = JSON.parse(new URL(link).searchParams.get('credential_offer')!) as { credential_issuer: string; credential_configuration_ids: string[]; grants: Record<string, { 'pre-authorized_code': string }> }
  return { ...offer, code: offer.grants['urn:ietf:params:oauth:grant-type:pre-authorized_code']!['pre-authorized_code'] }
}
