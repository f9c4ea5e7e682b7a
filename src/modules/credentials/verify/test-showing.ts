/** One credential of one issuer, shown by its holder to one shop; and everything of it made anew, altered, by whoever has the keys. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { openTrust, type Trust, type TrustedIssuer } from '../trust/trust.ts'
import type { Reason } from './refusal.ts'
import { verifySdJwt } from './sd-jwt/verify-sd-jwt.ts'
import { makeAuthority, newKeys } from './test-authority.ts'
import { issuer, issueSdJwt, jwsOf, presentSdJwt, proofOf, vct } from './test-sd-jwt.ts'

export const now = 1_795_000_000
export const audience = 'x509_hash:shop'
export const nonce = 'n-0S6_WzA2Mj'
export const claims = { given_name: '하늘', family_name: '김', birth_date: '1993-04-05', age_over_19: true, address: { region: '서울', street: '세종대로 1' }, nationalities: ['FL', 'KR'] }

export const issuerKeys = newKeys()
export const holder = newKeys()
export const authority = await makeAuthority()
export const trusted: TrustedIssuer = {
  id: issuer, name: { en: 'Farland' }, types: [vct], keys: [{ ...issuerKeys.publicKey.export({ format: 'jwk' }), kid: 'one' }], anchors: [authority.anchor], statusLists: [`${issuer}/status/`],
}
export const trust = openTrust([trusted])

export const issue = (own: Record<string, unknown> = {}) => issueSdJwt({ key: issuerKeys.privateKey, holder: holder.publicKey, claims, own })
export const present = (of: string, show: readonly string[]) => presentSdJwt(of, { holder: holder.privateKey, audience, nonce, at: now, show })
export const check = (presentation: string, changes: Partial<{ now: number; trust: Trust; audience: string; nonce: string }> = {}) =>
  verifySdJwt(presentation, { trust: changes.trust ?? trust, now: changes.now ?? now, binding: { audience: changes.audience ?? audience, nonce: changes.nonce ?? nonce } })

export function refused(presentation: string, reason: Reason, changes: Parameters<typeof check>[1] = {}) {
  assert.deepEqual(check(presentation, changes), { valid: false, reason })
}

export const withoutProof = (presentation: string) => presentation.slice(0, presentation.lastIndexOf('~') + 1)
export const signed = (payload: object | string, header: object = { alg: 'ES256', typ: 'dc+sd-jwt', kid: 'one' }, key = issuerKeys.privateKey) => `${jwsOf(header, payload, key)}~`
export const bound = (payload: object = {}) => ({ iss: issuer, vct, cnf: { jwk: holder.publicKey.export({ format: 'jwk' }) }, ...payload })
export const prove = (presented: string, changes: Record<string, unknown> = {}, header?: Record<string, unknown>, key = holder.privateKey) =>
  proofOf(presented, key, { iat: now, aud: audience, nonce, ...changes }, header)
export const disclosure = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
export const digestOf = (text: string) => hash('sha256', text, 'base64url')

export const credential = await issue()
/** With what the shop asks for. */
export const shown = await present(credential, ['given_name', 'age_over_19'])
