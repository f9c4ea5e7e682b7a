/** Requests and answers that only wallet and issuer read (OpenID4VCI 1.0 section 10): JWE by the JOSE library, with keys of one use. */
import { compactDecrypt, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import { contentEncryptions, encryptFor, type ReaderKey, readerKey } from '../reader-key.ts'
import { IssueRefused } from './issue-faults.ts'

export const encryptionAlgorithms = { alg: ['ECDH-ES'], enc: contentEncryptions } as const

/** What wallets encrypt their requests to. */
export const requestKeys = (keys: KeyRing): JWK[] => keys.published('encryption').map(({ jwk: { kty, crv, x, y, kid } }) => ({ kty, crv, x, y, kid, alg: 'ECDH-ES', use: 'enc' } as JWK))

/** @throws IssueRefused */
export async function openRequest(keys: KeyRing, token: string): Promise<unknown> {
  try {
    const { kid, zip } = decodeProtectedHeader(token)
    // None is offered: what is small on the way stays small.
    if (zip !== undefined) throw new Error('requests are not compressed')
    const held = keys.published('encryption').find((key) => key.kid === kid)
    if (!held) throw new Error('the request is encrypted to no key of this issuer')
    const { plaintext } = await compactDecrypt(token, await importJWK(held.jwk, 'ECDH-ES'), { keyManagementAlgorithms: [...encryptionAlgorithms.alg], contentEncryptionAlgorithms: [...encryptionAlgorithms.enc] })
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext))
  } catch (cause) {
    throw new IssueRefused('invalid_encryption_parameters', (cause as Error).message)
  }
}

/** As the wallet asked for it. */
export interface AnswerEncryption { reader: ReaderKey; enc: string }

/** Before anything is issued. @param secret the request was encrypted. @throws IssueRefused where it was asked for and cannot be done */
export function readEncryption(parameters: unknown, secret: boolean): AnswerEncryption | undefined {
  if (parameters === undefined) return undefined
  const { jwk, enc, zip } = (parameters ?? {}) as Record<string, unknown>
  const refuse = (message: string) => new IssueRefused('invalid_encryption_parameters', message)
  // Section 8.2: in the open another could put a key of their own in its place.
  if (!secret) throw refuse('who wants the answer encrypted encrypts the request')
  const reader = readerKey(jwk)
  if (!reader) throw refuse('jwk is a public key on P-256 for ECDH-ES')
  if (!encryptionAlgorithms.enc.includes(enc as never)) throw refuse(`enc is one of ${encryptionAlgorithms.enc.join(', ')}`)
  if (zip !== undefined) throw refuse('answers are not compressed')
  return { reader, enc: enc as string }
}

export const encryptAnswer = ({ reader, enc }: AnswerEncryption, answer: object): Promise<string> => encryptFor(reader, enc, JSON.stringify(answer))
