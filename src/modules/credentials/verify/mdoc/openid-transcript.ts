/** The session transcript of OpenID4VP 1.0, annex B.2.6.1: what a device signs for when it answers by redirect or direct post. */
import { hash } from 'node:crypto'
import { encode } from 'cborg'
import type { SessionTranscript } from './verify-device-response.ts'

export interface OpenidHandover {
  clientId: string
  nonce: string
  /** RFC 7638 thumbprint (SHA-256) of the key that the answer is encrypted to; null where it is not. */
  encryptionKey: Uint8Array | null
  responseUri: string
}

export function openidTranscript({ clientId, nonce, encryptionKey, responseUri }: OpenidHandover): SessionTranscript {
  const info = encode([clientId, nonce, encryptionKey, responseUri])
  return [null, null, ['OpenID4VPHandover', hash('sha256', info, 'buffer')]]
}
