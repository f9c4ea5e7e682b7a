/** COSE_Sign1 (RFC 9052 section 4.2), ES256 alone. The parts are the CBOR library's, the signature is Node's. */
import { verify, type KeyObject } from 'node:crypto'
import { encode } from 'cborg'
import { Refused } from '../refusal.ts'
import { bytesIn, listIn, mapIn, readCbor } from './cbor.ts'

export interface Sign1 {
  protectedHeader: Uint8Array
  unprotected: Map<unknown, unknown>
  payload: Uint8Array | null
  signature: Uint8Array
}

const labels = { alg: 1, crit: 2, x5chain: 33 }
const es256 = -7
const empty = new Uint8Array(0)

export function readSign1(value: unknown): Sign1 {
  const [protectedHeader, unprotected, payload, signature, ...more] = listIn(value)
  if (more.length > 0) throw new Refused('unreadable')
  return { protectedHeader: bytesIn(protectedHeader), unprotected: mapIn(unprotected), payload: payload === null ? null : bytesIn(payload), signature: bytesIn(signature) }
}

/** The header that nearly everybody sends needs no reading. */
const usual = Buffer.from(encode(new Map([[labels.alg, es256]])))

export function demandEs256({ protectedHeader }: Sign1): Map<unknown, unknown> {
  if (usual.equals(protectedHeader)) return new Map([[labels.alg, es256]])
  const header = mapIn(readCbor(protectedHeader))
  if (header.get(labels.alg) !== es256) throw new Refused('wrong-algorithm')
  if (header.has(labels.crit)) throw new Refused('unreadable')
  return header
}

/** @param payload where it is detached */
export function isSign1({ protectedHeader, signature, payload: own }: Sign1, key: KeyObject, payload = own): boolean {
  if (payload === null || signature.length !== 64) return false
  return verify('sha256', encode(['Signature1', protectedHeader, empty, payload]), { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/** The signer's certificate (RFC 9360), DER in latin1. */
export function certificateIn({ unprotected }: Sign1): string {
  const chain = unprotected.get(labels.x5chain)
  const leaf = bytesIn(Array.isArray(chain) ? chain[0] : chain)
  return Buffer.from(leaf.buffer, leaf.byteOffset, leaf.length).toString('latin1')
}
