/**
 * ES256 of compact JWS (RFC 7515, RFC 7518 section 3.4), on Node's own verification and in the thread that asks: where thousands come in a
 * second, bringing each key into WebCrypto and waiting for its threads costs more than the mathematics.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** 64 bytes; the last sign has four idle bits, which must be zero (RFC 4648 section 3.5): a signature has one spelling. */
const signatureText = /^[\w-]{85}[AQgw]$/

/** @param input header and payload with their dot, as they were sent */
export const isSignedEs256 = (input: string, signature: string, key: KeyObject): boolean =>
  signatureText.test(signature) && verify('sha256', Buffer.from(input, 'latin1'), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))

export interface Point { kty: 'EC'; crv: 'P-256'; x: string; y: string }

/** 32 bytes, with the two idle bits of the last sign zero: a point has one spelling. */
const coordinate = /^[\w-]{42}[AEIMQUYcgkosw048]$/

/** Only the point counts: whatever else a JWK carries has no say. @returns undefined where it is none on P-256 */
export function pointOf({ kty, crv, x, y }: Record<string, unknown>): { point: Point; key: KeyObject } | undefined {
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string' || !coordinate.test(x) || !coordinate.test(y)) return undefined
  try {
    return { point: { kty, crv, x, y }, key: createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }) }
  } catch {
    return undefined
  }
}
