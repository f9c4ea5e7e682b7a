/** A bank as a stranger would build it: an independent client library, its own keys, and a person's browser that reads and presses. */
import { hash, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as oidc from 'openid-client'
import type { TextBrowser, Visit } from './browser-of-text.ts'
import { type Arrived, go } from './go-through.ts'

export interface Detail { type: string; purpose: string; fields?: string[] }

export const detail = (purpose: string, fields?: string[]): Detail => ({ type: 'maru_data', purpose, ...(fields ? { fields } : {}) })

export interface Begun { url: URL; verifier: string; keys: oidc.CryptoKeyPair; dpop: oidc.DPoPHandle }

export interface Answered { page: Visit; url: string }

export interface BundleAnswer {
  status: number
  body: { type?: string; error?: string; authorisation: string; until: string; sources: { register: string; agency: string; answeredAt: string; values: Record<string, unknown> }[]; unanswered: { register: string; reason: string }[] }
}

export class Company {
  readonly id: string
  readonly redirect: string
  readonly config: oidc.Configuration
  readonly #origin: string
  constructor(origin: string, id: string, redirect: string, config: oidc.Configuration) {
    this.#origin = origin
    this.id = id
    this.redirect = redirect
    this.config = config
  }

  /** @param owner signed in at the partner page */
  static async register(owner: TextBrowser, { name = 'Haneul Bank', host = 'bank.example', purposes = ['loan-check', 'customer-check'], keysAddress = '' } = {}): Promise<Company & { page: Visit; jwks: object; key: CryptoKey }> {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const jwks = { keys: [{ ...await exportJWK(publicKey), kid: 'first' }] }
    const redirect = `https://${host}/callback`
    const page = await owner.submit(await owner.get('/partners/new'), '/partners/new', {
      name, number: '110-81-00000', contact: 'keys@bank.example', redirects: redirect, ...(keysAddress === '' ? { keys: JSON.stringify(jwks) } : { keysAddress }), purposes, grounds: 'Loan contracts under our banking licence.',
    })
    const id = /company-[0-9a-f-]{36}/.exec(page.path)?.[0]
    if (id === undefined) throw new Error(`not registered: ${page.text.slice(0, 500)}`)
    return Object.assign(await Company.open(owner.origin, id, redirect, privateKey), { page, jwks, key: privateKey })
  }

  /** @param audience of what it signs, where that is not the server itself */
  static async open(origin: string, id: string, redirect: string, key: CryptoKey, audience?: string, kid = 'first'): Promise<Company> {
    const options = audience === undefined ? {} : { [oidc.modifyAssertion](_header: object, payload: { aud?: unknown }) { payload.aud = audience } }
    return new Company(origin, id, redirect, await oidc.discovery(new URL(origin), id, { id_token_signed_response_alg: 'ES256' }, oidc.PrivateKeyJwt({ key, kid }, options), { execute: [oidc.allowInsecureRequests] }))
  }

  newKey = async () => oidc.getDPoPHandle(this.config, await oidc.randomDPoPKeyPair('ES256'))

  async begin(details: readonly object[], changes: Record<string, string> = {}): Promise<Begun> {
    const verifier = oidc.randomPKCECodeVerifier()
    const keys = await oidc.randomDPoPKeyPair('ES256')
    const dpop = oidc.getDPoPHandle(this.config, keys)
    const url = await oidc.buildAuthorizationUrlWithPAR(this.config, {
      redirect_uri: this.redirect, scope: 'openid bundle', state: 'a-state', code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', authorization_details: JSON.stringify(details), ...changes,
    }, { DPoP: dpop })
    return { url, verifier, keys, dpop }
  }

  /** The person answers every purpose. @returns the page that was shown, and the address to which the browser was sent */
  async answer(browser: TextBrowser, { url }: Begun, answers: Record<string, 'yes' | 'no'>): Promise<Answered> {
    const { page, arrived } = await this.ask(browser, url)
    const onward = await browser.submit(page, page.path, Object.fromEntries(Object.entries(answers).map(([purpose, answer]) => [`purpose-${purpose}`, answer])))
    const link = /<p><a href="([^"]+)"/.exec(onward.html)?.[1]?.replaceAll('&amp;', '&')
    if (link === undefined) throw new Error(`${arrived.url}: ${onward.text.slice(0, 500)}`)
    return { page, url: (await go(browser, link)).url }
  }

  async ask(browser: TextBrowser, url: URL): Promise<{ page: Visit; arrived: Arrived }> {
    const arrived = await go(browser, url.href)
    return { arrived, page: await browser.get(new URL(arrived.url, this.#origin).pathname) }
  }

  redeem = ({ verifier, dpop }: Begun, url: string) => oidc.authorizationCodeGrant(this.config, new URL(url), { pkceCodeVerifier: verifier, expectedState: 'a-state' }, undefined, { DPoP: dpop })

  /** Everything up to the token. */
  async letIn(browser: TextBrowser, details: readonly Detail[], answers?: Record<string, 'yes' | 'no'>) {
    const begun = await this.begin(details)
    const { page, url } = await this.answer(browser, begun, answers ?? Object.fromEntries(details.map(({ purpose }) => [purpose, 'yes' as const])))
    return { page, begun, url, tokens: await this.redeem(begun, url) }
  }

  async bundle(token: string, dpop: oidc.DPoPHandle, question: object, path = '/api/partners/bundle'): Promise<BundleAnswer> {
    const send = () => oidc.fetchProtectedResource(this.config, token, new URL(path, this.#origin), 'POST', JSON.stringify(question), new Headers({ 'content-type': 'application/json' }), { DPoP: dpop })
    try {
      const response = await send()
      return { status: response.status, body: await response.json() as BundleAnswer['body'] }
    } catch (cause) {
      if (!(cause instanceof oidc.WWWAuthenticateChallengeError)) throw cause
      return { status: cause.status, body: await cause.response.json() as BundleAnswer['body'] }
    }
  }
}

/** A proof of the key, made by hand: to be sent twice, or without a nonce. */
export async function proofOf({ publicKey, privateKey }: oidc.CryptoKeyPair, { url, token, nonce }: { url: string; token: string; nonce?: string }): Promise<string> {
  return new SignJWT({ htm: 'POST', htu: url, jti: randomUUID(), ath: hash('sha256', token, 'base64url'), ...(nonce === undefined ? {} : { nonce }) })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) }).setIssuedAt().sign(privateKey)
}

/** The overseer's press. */
export async function oversee(official: TextBrowser, company: string, act: 'approve' | 'cut-off' | 'limit', fields: Record<string, string> = {}): Promise<Visit> {
  const path = `/console/partners/${company}`
  return official.submit(await official.get(path), `${path}/${act}`, fields)
}

