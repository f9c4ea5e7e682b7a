/** The session transcripts of OpenID4VP 1.0, annex B.2.6: what a device signs for when it answers by redirect or direct post, and by the browser's Digital Credentials API. */
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

export interface DigitalHandover extends Pick<OpenidHandover, 'nonce' | 'encryptionKey'> {
  /** Of the page that asks, as the browser says it; without `origin:`. */
  origin: string
}

/** Annex B.2.6.2. */
export function digitalTranscript({ origin, nonce, encryptionKey }: DigitalHandover): SessionTranscript {
  return [null, null, ['OpenID4VPDCAPIHandover', hash('sha256', encode([origin, nonce, encryptionKey]), 'buffer')]]
}
