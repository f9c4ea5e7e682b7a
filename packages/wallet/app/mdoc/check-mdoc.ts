/** Whether a mobile document is what was offered: signed by a certificate in force, of this type, bound to our key, every element as it was signed. */
import { encode } from 'cborg'
import { base64url, calculateJwkThumbprint, exportJWK, importX509, type JWK } from 'jose'
import { demandInForce, demandName, namesOf } from '../certificates.ts'
import { type Json, Refused } from '../json.ts'
import { pem } from '../pem.ts'
import type { HeldKey } from '../store/new-key.ts'
import { bytesIn, mapIn, type Mdoc, type Node, readCbor, readMdoc, textIn } from './read-mdoc.ts'

export interface ExpectedMdoc { issuer: string; type: string | undefined; keys: readonly HeldKey[] }

export interface CheckedMdoc { claims: Json; until: number; signer: JWK; kid: string; key: HeldKey }

const label = { algorithm: 1, critical: 2, chain: 33 }
const es256 = -7
/** Seconds that clocks may differ. */
const skew = 60

/** @throws Refused */
export async function checkMdoc(credential: string, { issuer, type, keys }: ExpectedMdoc, now = Date.now() / 1000): Promise<CheckedMdoc> {
  const mdoc = readMdoc(credential)
  const { security, claims } = mdoc
  const signer = await demandSigned(mdoc, issuer)
  if (security.get('version') !== '1.0' || security.get('digestAlgorithm') !== 'SHA-256') throw new Refused('unreadable')
  if (type !== undefined && security.get('docType') !== type) throw new Refused('wrong-type')
  await demandUnaltered(mdoc)
  const until = secondsIn(mapIn(security.get('validityInfo')).get('validUntil'))
  if (now - skew >= until) throw new Refused('expired')
  const key = ourKey(mapIn(mapIn(security.get('deviceKeyInfo')).get('deviceKey')), keys)
  return { claims, until, signer, kid: await calculateJwkThumbprint(signer), key }
}

/**
 * A document signer need not be made out to a host (annex B.1.4): the document came from the issuer over TLS, and verifiers know signers by
 * their authority. One that names hosts must name this one.
 */
async function demandSigned({ issuerAuth: [header, unsigned, payload, signature, ...more] }: Mdoc, issuer: string): Promise<JWK> {
  try {
    const signed = mapIn(readCbor(bytesIn(header)))
    if (more.length > 0 || signed.get(label.algorithm) !== es256 || signed.has(label.critical)) throw new Refused('unreadable')
    const chain = mapIn(unsigned).get(label.chain)
    const leaf = bytesIn(Array.isArray(chain) ? chain[0] : chain)
    const certificate = btoa(String.fromCharCode(...leaf))
    if (namesOf(certificate).length > 0) demandName(certificate, new URL(issuer).hostname)
    else demandInForce(certificate)
    const key = await importX509(pem(certificate), 'ES256', { extractable: true })
    const toBeSigned = encode(['Signature1', header, new Uint8Array(0), payload]) as Uint8Array<ArrayBuffer>
    if (!await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytesIn(signature), toBeSigned)) throw new Refused('bad-signature')
    return await exportJWK(key)
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused('bad-signature', cause)
  }
}

async function demandUnaltered({ elements, security }: Mdoc) {
  const digests = mapIn(security.get('valueDigests'))
  const signed = await Promise.all(elements.map(async ({ namespace, digest, item }) => {
    const [own, expected] = [await crypto.subtle.digest('SHA-256', encode(item) as Uint8Array<ArrayBuffer>), bytesIn(mapIn(digests.get(namespace)).get(digest))]
    return base64url.encode(new Uint8Array(own)) === base64url.encode(expected)
  }))
  if (signed.includes(false)) throw new Refused('bad-signature')
}

/** COSE_Key (RFC 9053 section 7.1). */
function ourKey(deviceKey: Node, keys: readonly HeldKey[]): HeldKey {
  const theirs = [-2, -3].map((coordinate) => base64url.encode(bytesIn(deviceKey.get(coordinate)))).join()
  const key = keys.find(({ jwk: { x, y } }) => theirs === [x, y].join())
  if (!key) throw new Refused('wrong-key')
  return key
}

function secondsIn(value: unknown): number {
  const at = Date.parse(textIn((value as { value?: unknown } | undefined)?.value)) / 1000
  if (!Number.isFinite(at)) throw new Refused('unreadable')
  return at
}
