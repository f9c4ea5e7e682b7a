/** Requests and answers that only wallet and issuer read (OpenID4VCI 1.0 section 10): JWE by the JOSE library, with keys of one use. */
import { calculateJwkThumbprint, compactDecrypt, CompactEncrypt, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import { IssueRefused } from './issue-faults.ts'

export const encryptionAlgorithms = { alg: ['ECDH-ES'], enc: ['A128GCM', 'A256GCM'] } as const

/** What wallets encrypt their requests to. */
export const requestKeys = (keys: KeyRing): JWK[] => keys.published('encryption').map(({ jwk: { kty, crv, x, y, kid } }) => ({ kty, crv, x, y, kid, alg: 'ECDH-ES', use: 'enc' } as JWK))

/** @throws IssueRefused */
export async function openRequest(keys: KeyRing, token: string): Promise<unknown> {
  try {
    const { kid } = decodeProtectedHeader(token)
    const held = keys.published('encryption').find((key) => key.kid === kid)
    if (!held) throw new Error('the request is encrypted to no key of this issuer')
    const { plaintext } = await compactDecrypt(token, await importJWK(held.jwk, 'ECDH-ES'), { keyManagementAlgorithms: [...encryptionAlgorithms.alg], contentEncryptionAlgorithms: [...encryptionAlgorithms.enc] })
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext))
  } catch (cause) {
    throw new IssueRefused('invalid_encryption_parameters', (cause as Error).message)
  }
}

/** As the wallet asked for it. */
export interface AnswerEncryption { key: JWK; enc: string }

/** @throws IssueRefused where it was asked for and cannot be done */
export function readEncryption(parameters: unknown): AnswerEncryption | undefined {
  if (parameters === undefined) return undefined
  const { jwk, enc, zip } = (parameters ?? {}) as { jwk?: JWK; enc?: unknown; zip?: unknown }
  const refuse = (message: string) => new IssueRefused('invalid_encryption_parameters', message)
  if (typeof jwk !== 'object' || jwk === null || jwk.kty !== 'EC' || jwk.crv !== 'P-256' || 'd' in jwk || jwk.alg !== 'ECDH-ES') throw refuse('jwk is a public key on P-256 for ECDH-ES')
  if (!encryptionAlgorithms.enc.includes(enc as never)) throw refuse(`enc is one of ${encryptionAlgorithms.enc.join(', ')}`)
  if (zip !== undefined) throw refuse('answers are not compressed')
  return { key: jwk, enc: enc as string }
}

export async function encryptAnswer({ key, enc }: AnswerEncryption, answer: object): Promise<string> {
  const publicKey = await importJWK(key, 'ECDH-ES').catch((cause: Error) => { throw new IssueRefused('invalid_encryption_parameters', cause.message) })
  return new CompactEncrypt(Buffer.from(JSON.stringify(answer))).setProtectedHeader({ alg: 'ECDH-ES', enc, ...(key.kid === undefined ? {} : { kid: key.kid }) }).encrypt(publicKey)
}

export const thumbprintOf = (encryption: AnswerEncryption | undefined) => (encryption ? calculateJwkThumbprint(encryption.key) : null)
