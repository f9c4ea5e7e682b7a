/** As RFC 8032 has it, like the browsers, and not more leniently. */
import { ed25519 } from '@noble/curves/ed25519.js'

export const verify = (signature: Uint8Array, message: Uint8Array, key: Uint8Array) => ed25519.verify(signature, message, key, { zip215: false })
