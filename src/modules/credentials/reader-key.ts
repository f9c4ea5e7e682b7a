/** A key that somebody wants to be written to by (JWE, ECDH-ES on P-256): a wallet's, for an answer of the issuer or a request of the verifier. */
import type { KeyObject } from 'node:crypto'
import { CompactEncrypt, type CompactJWEHeaderParameters } from 'jose'
import { pointOf } from '../../kernel/jws/es256.ts'

export const contentEncryptions = ['A128GCM', 'A256GCM'] as const

export interface ReaderKey { key: KeyObject; kid: string | undefined }

/** @returns undefined where it is no public key of this kind, or no point of the curve */
export function readerKey(jwk: unknown): ReaderKey | undefined {
  if (typeof jwk !== 'object' || jwk === null || 'd' in jwk) return undefined
  const { alg, use = 'enc', kid, ...named } = jwk as Record<string, unknown>
  const key = alg === 'ECDH-ES' && use === 'enc' ? pointOf(named)?.key : undefined
  return key && { key, kid: typeof kid === 'string' ? kid : undefined }
}

export const encryptFor = ({ key, kid }: ReaderKey, enc: string, text: string, header: Omit<CompactJWEHeaderParameters, 'alg' | 'enc'> = {}): Promise<string> =>
  new CompactEncrypt(Buffer.from(text)).setProtectedHeader({ ...header, alg: 'ECDH-ES', enc, ...(kid === undefined ? {} : { kid }) }).encrypt(key)
