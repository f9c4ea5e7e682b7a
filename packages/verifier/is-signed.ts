/** Ed25519 (RFC 8032) by the browser; by a library where the browser does not have it (Chromium before 137, Safari before 17). */
import { byWebCrypto, type IsSigned } from '../evidence/verify-proof.mjs'

export const isSigned: IsSigned = async (key, message, signature) => {
  try {
    return await byWebCrypto(key, message, signature)
  } catch (cause) {
    if (!(cause instanceof DOMException && cause.name === 'NotSupportedError')) throw cause
    const { verify } = await import('./ed25519.ts')
    return verify(signature, message, key)
  }
}
