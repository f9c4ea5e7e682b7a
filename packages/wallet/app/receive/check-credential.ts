/** Whether what came is what was offered: signed by this issuer, of this type, bound to our key, still in force. */
import { calculateJwkThumbprint, compactVerify, createLocalJWKSet, exportJWK, importX509, type JSONWebKeySet, type JWK } from 'jose'
import { fetchJson } from '../fetch-limited.ts'
import { isObject, type Json, objectAt, Refused } from '../json.ts'
import { type ReadCredential, readCredential } from '../sd-jwt.ts'
import type { HeldKey } from '../store/new-key.ts'
import { wellKnown } from './read-issuer.ts'

export interface CheckedCredential extends ReadCredential {
  /** The key that it is signed with. */
  signer: JWK
}

export interface Expected { issuer: string; type: string | undefined; key: HeldKey }

/** Seconds that clocks may differ. */
const skew = 60

/** @throws Refused */
export async function checkCredential(credential: string, { issuer, type, key }: Expected, now = Date.now() / 1000): Promise<CheckedCredential> {
  const read = await readCredential(credential)
  const { header, payload } = read
  if (header['typ'] !== 'dc+sd-jwt' || header['alg'] !== 'ES256') throw new Refused('unreadable')
  if (payload['iss'] !== undefined && payload['iss'] !== issuer) throw new Refused('wrong-issuer')
  if (type !== undefined && payload['vct'] !== type) throw new Refused('wrong-type')
  const signer = await demandSigned(credential.split('~', 1)[0]!, header, issuer)
  const until = payload['exp']
  if (typeof until === 'number' && now - skew >= until) throw new Refused('expired')
  const confirmed = objectAt(payload, 'cnf')['jwk']
  if (!isObject(confirmed) || await calculateJwkThumbprint(confirmed) !== await calculateJwkThumbprint(key.jwk)) throw new Refused('wrong-key')
  return { ...read, signer }
}

/** By the certificate in the header, which must be the issuer's; else by the keys that the issuer publishes (SD-JWT VC section 5). */
async function demandSigned(token: string, header: Json, issuer: string): Promise<JWK> {
  const certificates = header['x5c']
  try {
    if (Array.isArray(certificates) && typeof certificates[0] === 'string') {
      const { demandName } = await import('../certificates.ts')
      demandName(certificates[0], new URL(issuer).hostname)
      const key = await importX509(pem(certificates[0]), 'ES256', { extractable: true })
      await compactVerify(token, key, { algorithms: ['ES256'] })
      return await exportJWK(key)
    }
    const { jwks } = await fetchJson(wellKnown(issuer, 'jwt-vc-issuer'))
    const { key } = await compactVerify(token, createLocalJWKSet(jwks as unknown as JSONWebKeySet), { algorithms: ['ES256'] })
    return await exportJWK(key)
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused('bad-signature', cause)
  }
}

export const pem = (der: string) => `-----BEGIN CERTIFICATE-----\n${der.replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----`
