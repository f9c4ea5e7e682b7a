/**
 * An issuer's metadata under its own signature, where it signs (OpenID4VCI 1.0 section 12.2.3): by a certificate of its host, or by a key that its DID
 * leads to, as its credentials are. A signature that does not fit is refused, and never read as if it were none.
 */
import { compactVerify, decodeProtectedHeader, exportJWK, importJWK, importX509, type JWK } from 'jose'
import { fetchLimited, readJson, readText, refusedBy } from '../fetch-limited.ts'
import { isObject, type Json, parseJson, Refused } from '../json.ts'
import { pem } from '../pem.ts'

export interface MetadataSigner {
  key: JWK
  kid: string
  /** What the certificate calls its holder; without one, it was a key of the issuer's DID. */
  calledBy?: string | undefined
  did?: string
}

export interface ReadMetadata {
  metadata: Json
  /** undefined: nothing but the connection vouches for it. */
  signer: MetadataSigner | undefined
}

/** @param address where it stands. @param id credential issuer identifier. @throws Refused */
export async function readMetadata(address: URL, id: string): Promise<ReadMetadata> {
  const response = await fetchLimited(address, { headers: { accept: 'application/jwt, application/json;q=0.9' } })
  if (!response.ok) throw refusedBy(response, 'not-there')
  if (!response.headers.get('content-type')?.toLowerCase().startsWith('application/jwt')) return { metadata: await readJson(response), signer: undefined }
  return verifyMetadata((await readText(response)).trim(), id)
}

/** Seconds that clocks may differ. */
const skew = 60

/** @throws Refused */
export async function verifyMetadata(token: string, id: string, now = Date.now() / 1000): Promise<ReadMetadata> {
  try {
    const header = decodeProtectedHeader(token) as Json
    if (header['typ'] !== 'openidvci-issuer-metadata+jwt' || header['alg'] !== 'ES256') throw new Error('no signed metadata')
    const signer = await signerOf(header, id)
    const { payload } = await compactVerify(token, await importJWK(signer.key, 'ES256'), { algorithms: ['ES256'] })
    const metadata = parseJson(new TextDecoder().decode(payload))
    // Signed for another is somebody else's.
    if (metadata['sub'] !== id) throw new Refused('wrong-issuer')
    if (typeof metadata['iat'] !== 'number' || metadata['iat'] > now + skew) throw new Error('signed at no time, or tomorrow')
    const until = metadata['exp']
    if (until !== undefined && (typeof until !== 'number' || until <= now - skew)) throw new Refused('expired')
    return { metadata, signer }
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused('bad-signature', cause)
  }
}

async function signerOf(header: Json, id: string): Promise<MetadataSigner> {
  const { x5c, kid } = header
  if (Array.isArray(x5c) && typeof x5c[0] === 'string') {
    const { demandName, nameOf } = await import('../certificates.ts')
    demandName(x5c[0], new URL(id).hostname)
    return { key: await exportJWK(await importX509(pem(x5c[0]), 'ES256', { extractable: true })), kid: typeof kid === 'string' ? kid : '', calledBy: nameOf(x5c[0]) }
  }
  if (typeof kid !== 'string' || !kid.startsWith('did:')) throw new Error('it names no key that could be found')
  const did = kid.split('#', 1)[0]!
  const { readDidKeys } = await import('./read-did-keys.ts')
  const key = (await readDidKeys(did, id)).find((one) => one.kid === kid)
  if (!isObject(key)) throw new Error(`${did} has no such key`)
  const { kty, crv, x, y } = key
  return { key: { kty, crv, x, y } as JWK, kid, did }
}
