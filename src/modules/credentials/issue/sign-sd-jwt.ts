/**
 * SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc): every claim is disclosed apart, people one by one. Composed on Node's
 * own signing because this is the hot path of a country; a test holds each kind of claim against the library @sd-jwt.
 */
import { hash, randomFillSync } from 'node:crypto'
import type { JWK } from 'jose'
import type { HeldKey } from '../../../kernel/keys/key-ring.ts'
import { signWith } from '../../../kernel/keys/sign-with.ts'
import type { ClaimValue } from './gather-claims.ts'
import type { Validity } from './validity.ts'

export interface StatusEntry { uri: string; index: number }

export interface SdJwtParts {
  issuer: string
  vct: string
  claims: readonly ClaimValue[]
  /** Digests that the type has in all: what is not known is a decoy, so that their number says nothing. */
  digests: number
  validity: Validity
  holder: JWK
  status: StatusEntry
}

/** @returns the issuer-signed token with every disclosure, without key binding */
export async function signSdJwt(signer: HeldKey, { issuer, vct, claims, digests, validity, holder, status }: SdJwtParts): Promise<string> {
  const disclosures: string[] = []
  const disclose = (...content: unknown[]) => {
    const disclosure = encode([salt(), ...content])
    disclosures.push(disclosure)
    return hash('sha256', disclosure, 'base64url')
  }
  const own = claims.map(({ claim, value }) => disclose(claim.name, Array.isArray(value) ? value.map((one) => ({ '...': disclose(one) })) : value))
  while (own.length < digests) own.push(hash('sha256', salt(), 'base64url'))
  const payload = {
    iss: issuer, vct, iat: validity.from, exp: validity.until, cnf: { jwk: holder }, status: { status_list: { idx: status.index, uri: status.uri } },
    // Sorted, so that their order says nothing either.
    _sd: own.sort(), _sd_alg: 'sha-256',
  }
  return [await signJws(signer, payload), ...disclosures, ''].join('~')
}

const headers = new WeakMap<HeldKey, string>()

/** A compact JWS (RFC 7515), ES256 (RFC 7518 section 3.4). */
async function signJws(signer: HeldKey, payload: object): Promise<string> {
  let header = headers.get(signer)
  if (header === undefined) headers.set(signer, (header = encode({ alg: 'ES256', typ: 'dc+sd-jwt', kid: signer.kid, x5c: signer.x5c })))
  const input = `${header}.${encode(payload)}`
  return `${input}.${(await signWith(signer, Buffer.from(input))).toString('base64url')}`
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Drawn for a few hundred salts at once: a call for each would cost more than the hashing. */
const pool = Buffer.alloc(8_192)
let used = pool.length

/** 128 bits (RFC 9901 section 9.3), each bit used once. */
export function drawSalt(): Buffer {
  if (used + 16 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool.subarray(used, (used += 16))
}

const salt = () => drawSalt().toString('base64url')
