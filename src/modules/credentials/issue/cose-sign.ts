/** COSE_Sign1 (RFC 9052) with ES256 and the certificate chain in the header (RFC 9360): mobile documents and binary status lists. */
import { encode } from 'cborg'
import type { HeldKey } from '../../../kernel/keys/key-ring.ts'
import { signWith } from '../../../kernel/keys/sign-with.ts'

const es256 = -7
const header = { algorithm: 1, type: 16, keyId: 4, chain: 33 }

/** Parts of the structure, for whoever places it. */
export type Sign1 = [protectedHeader: Uint8Array, unprotected: Map<number, unknown>, payload: Uint8Array, signature: Uint8Array]

/** @param type media type of what is signed, where its profile wants it in the header (RFC 9596) */
export async function coseSign(signer: HeldKey, payload: Uint8Array, type?: string): Promise<Sign1> {
  const protectedHeader = encode(new Map<number, unknown>([[header.algorithm, es256], ...(type === undefined ? [] : [[header.type, type] as const])]))
  const certificates = signer.x5c.map((certificate) => Buffer.from(certificate, 'base64'))
  const toBeSigned = encode(['Signature1', protectedHeader, new Uint8Array(0), payload])
  return [
    protectedHeader, new Map<number, unknown>([...(type === undefined ? [] : [[header.keyId, Buffer.from(signer.kid)] as const]), [header.chain, certificates.length === 1 ? certificates[0] : certificates]]),
    payload, await signWith(signer, toBeSigned),
  ]
}
