/** SD-JWT VC (RFC 9901) through the field's library. */
import { SDJwtInstance } from '@sd-jwt/core'
import { decodeProtectedHeader, decodeJwt } from 'jose'
import { isObject, type Json, Refused } from './json.ts'

export const hasher = async (data: string | ArrayBuffer, algorithm: string) => {
  if (algorithm.toLowerCase() !== 'sha-256') throw new Refused('unreadable', new Error(`digests by ${algorithm}`))
  return new Uint8Array(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? new TextEncoder().encode(data) : data))
}

export const sdJwt = new SDJwtInstance({ hasher, hashAlg: 'sha-256' })

/** What the format itself says; the rest is about the person. */
const technical = new Set(['iss', 'vct', 'vct#integrity', 'iat', 'exp', 'nbf', 'cnf', 'status', 'sub', '_sd', '_sd_alg'])

export interface ReadCredential {
  header: Json
  payload: Json
  /** Everything it says about the person. */
  claims: Json
}

/** Reads; believes nothing yet. @throws Refused */
export async function readCredential(credential: string): Promise<ReadCredential> {
  try {
    const token = credential.split('~', 1)[0]!
    const all = await sdJwt.getClaims(credential)
    if (!isObject(all)) throw new Refused('unreadable')
    return { header: decodeProtectedHeader(token) as Json, payload: decodeJwt(token) as Json, claims: Object.fromEntries(Object.entries(all).filter(([name]) => !technical.has(name))) }
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused('unreadable', cause)
  }
}
