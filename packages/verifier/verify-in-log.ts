/** What a proof takes to be checked; loaded when there is one, which is never without a network. */
import { sha256 } from '@noble/hashes/sha2.js'
import { byWebCrypto, type IsSigned, verifyProof } from '../evidence/verify-proof.mjs'

export const verifyInLog = (proof: string, entry: Uint8Array, policy: string) => verifyProof(proof, entry, policy, sha256, isSigned)

/** Ed25519 (RFC 8032) by the browser; by a library where the browser does not have it (Chromium before 137, Safari before 17). */
const isSigned: IsSigned = async (key, message, signature) => {
  try {
    return await byWebCrypto(key, message, signature)
  } catch (cause) {
    if (!(cause instanceof DOMException && cause.name === 'NotSupportedError')) throw cause
    const { verify } = await import('./ed25519.ts')
    return verify(signature, message, key)
  }
}
