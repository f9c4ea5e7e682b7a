/** Ed25519 for histories of the method did:webvh (Data Integrity, eddsa-jcs-2022): the forms are the library's, the cryptography Node's own. */
import { createPublicKey, verify } from 'node:crypto'
import { multibaseEncode, MultibaseEncoding, prepareDataForSigning, type Signer, type Verifier } from 'didwebvh-ts'
import type { SignerKey } from '../transparency/note/key.ts'

/** Multicodec ed25519-pub. */
const prefix = Buffer.of(0xed, 0x01)

/** A public key as such histories name it. @param raw 32 bytes, RFC 8032 */
export const multikeyOf = (raw: Buffer): string => multibaseEncode(Buffer.concat([prefix, raw]), MultibaseEncoding.BASE58_BTC)

export const didKeyOf = (raw: Buffer): string => `did:key:${multikeyOf(raw)}`

/** `SignableDocument` is whatever the library signs: entries, and what witnesses say of them. */
export function signerOf(key: Pick<SignerKey, 'raw' | 'sign'>): Signer {
  const multikey = multikeyOf(key.raw)
  return {
    getVerificationMethodId: () => `did:key:${multikey}#${multikey}`,
    sign: async ({ document, proof }) => ({ proofValue: multibaseEncode(key.sign(Buffer.from(await prepareDataForSigning(document, proof))), MultibaseEncoding.BASE58_BTC) }),
  }
}

export const verifier: Verifier = {
  verify: async (signature, message, raw) => verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' }), signature),
}
