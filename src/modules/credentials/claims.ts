/** What is signed: short, since it has to fit a QR code that an old printer can draw. */
import { CompactSign, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import type { CertificateOrder, CertifiedAmount } from './contract.ts'

export const tokenType = 'maru-certificate+jwt'

/** RFC 7519 names where they exist. */
export interface Claims {
  iss: string
  jti: string
  /** Seconds since 1970 (RFC 7519, NumericDate). */
  iat: number
  service: string
  agency: string
  decided: string
  facts: [name: string, value: string][]
  /** `voucher` stands only where it is one: what was signed before there were any keeps its bytes. */
  amounts: [value: number, per: CertifiedAmount['per'], upTo: 0 | 1, from: string, until: string, voucher?: 1][]
}

export function claimsOf(order: CertificateOrder, issuer: string, number: string, issuedAt: Date): Claims {
  return {
    iss: issuer, jti: number, iat: Math.floor(issuedAt.getTime() / 1000), service: order.service, agency: order.agency, decided: order.decidedOn,
    facts: order.facts.map(({ name, value }) => [name, value]),
    amounts: order.amounts.map(({ value, per, upTo, voucher, from, until }) => [value, per, upTo ? 1 : 0, from ?? '', until ?? '', ...(voucher ? [1] as const : [] as const)] as const),
  }
}

/** @returns a JWS in compact form (RFC 7515), ES256 */
export async function sign(claims: Claims, key: JWK): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: key.kid ?? '' })
    .sign(await importJWK(key, 'ES256'))
}

/** @returns true where the signature is that of the key over exactly these bytes */
export async function isSignedBy(token: string, key: JWK): Promise<boolean> {
  // A last sign with idle bits set decodes to the same bytes (RFC 4648 section 3.5): a certificate has one spelling only.
  if (!token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)) return false
  try {
    await compactVerify(token, await importJWK(key, 'ES256'), { algorithms: ['ES256'] })
    return true
  } catch {
    return false
  }
}

/** What a token says of itself, before anything is believed. */
export function readToken(token: string): { kid: string; claims: Claims } | undefined {
  try {
    const { kid, typ, alg } = decodeProtectedHeader(token)
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Claims
    const shaped = typ === tokenType && alg === 'ES256' && typeof kid === 'string' && typeof claims.jti === 'string' && Array.isArray(claims.facts) && token.split('.').length === 3
    return shaped ? { kid, claims } : undefined
  } catch {
    return undefined
  }
}
