/** Whether what came is what was offered: signed by this issuer, of this type, bound to our key, still in force; in either format. */
import { compactVerify, createLocalJWKSet, exportJWK, importJWK, importX509, type JSONWebKeySet, type JWK } from 'jose'
import { fetchJson } from '../fetch-limited.ts'
import type { Format } from '../cards/card.ts'
import { isObject, type Json, objectAt, Refused } from '../json.ts'
import { pem } from '../pem.ts'
import { readCredential } from '../sd-jwt.ts'
import type { HeldKey } from '../store/new-key.ts'
import type { IssuerHistory, ReadHistory } from './read-history.ts'
import { wellKnown } from './read-issuer.ts'

export interface CheckedCredential {
  claims: Json
  /** Seconds since 1970. */
  until: number | undefined
  /** The key that it is signed with, and its name. */
  signer: JWK
  kid: string
  /** Which of ours it is bound to: nothing else says so, and not its place in the answer. */
  key: HeldKey
  /** Of an issuer that names itself by the history of its keys. */
  history?: IssuerHistory
}

export interface Expected {
  issuer: string
  type: string | undefined
  keys: readonly HeldKey[]
  /** Reads the history of an issuer's keys. @throws Refused */
  readHistory(did: string): Promise<ReadHistory>
  /** It named itself by such a history before, and does so still. */
  hasHistory: boolean
}

/** @throws Refused */
export async function checkCredential(format: Format, credential: string, expected: Expected): Promise<CheckedCredential> {
  if (format === 'dc+sd-jwt') return checkSdJwt(credential, expected)
  const { checkMdoc } = await import('../mdoc/check-mdoc.ts')
  return checkMdoc(credential, expected)
}

/** Seconds that clocks may differ. */
const skew = 60

async function checkSdJwt(credential: string, { issuer, type, keys, readHistory, hasHistory }: Expected, now = Date.now() / 1000): Promise<CheckedCredential> {
  const { header, payload, claims } = await readCredential(credential)
  if (header['typ'] !== 'dc+sd-jwt' || header['alg'] !== 'ES256') throw new Refused('unreadable')
  const name = payload['iss']
  const did = typeof name === 'string' && name.startsWith('did:webvh:') ? name : undefined
  if ((name !== undefined && name !== issuer && did === undefined) || (hasHistory && did === undefined)) throw new Refused('wrong-issuer')
  if (type !== undefined && payload['vct'] !== type) throw new Refused('wrong-type')
  const token = credential.split('~', 1)[0]!
  const history = did === undefined ? undefined : await readHistory(did)
  const signer = history ? await demandSignedIn(token, header, history) : await demandSigned(token, header, issuer)
  const until = payload['exp']
  if (typeof until === 'number' && now - skew >= until) throw new Refused('expired')
  const confirmed = objectAt(payload, 'cnf')['jwk']
  const key = isObject(confirmed) ? keys.find(({ jwk }) => [jwk.kty, jwk.crv, jwk.x, jwk.y].join() === [confirmed['kty'], confirmed['crv'], confirmed['x'], confirmed['y']].join()) : undefined
  if (!key) throw new Refused('wrong-key')
  return { claims, until: typeof until === 'number' ? until : undefined, signer, kid: String(header['kid']), key, ...(history ? { history: { did: history.did, version: history.version, witnesses: history.witnesses } } : {}) }
}

/** By the key of that name in the history; a certificate that came along says nothing that the history does not. */
async function demandSignedIn(token: string, header: Json, { keys }: ReadHistory): Promise<JWK> {
  const named = keys.find(({ kid }) => kid === header['kid'])
  if (!named) throw new Refused('bad-signature', new Error('no such key in the history'))
  const { kty, crv, x, y } = named
  try {
    await compactVerify(token, await importJWK({ kty, crv, x, y } as JWK, 'ES256'), { algorithms: ['ES256'] })
    return { kty, crv, x, y } as JWK
  } catch (cause) {
    throw new Refused('bad-signature', cause)
  }
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
