/** A key for each answer (ECDH-ES; HAIP 1.0 section 5): its private half waits encrypted, so that a copy of the database opens no answer. */
import { hash } from 'node:crypto'
import { calculateJwkThumbprint, compactDecrypt, CompactEncrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { deriveKey } from '../../../kernel/crypto/tokens.ts'

export interface AnswerKey { public: JWK; wrapped: string; thumbprint: Buffer }

/** @param key of the room */
export async function newAnswerKey(key: Buffer): Promise<AnswerKey> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  const jwk = await exportJWK(privateKey)
  return { public: await publicOf(await exportJWK(publicKey)), wrapped: await wrap(jwk, key), thumbprint: await thumbprintOf(jwk) }
}

export async function openAnswerKey(wrapped: string, key: Buffer): Promise<{ jwk: JWK; public: JWK; thumbprint: Buffer }> {
  const { plaintext } = await compactDecrypt(wrapped, wrappingKey(key), { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] })
  const jwk = JSON.parse(Buffer.from(plaintext).toString('utf8')) as JWK
  return { jwk, public: await publicOf(jwk), thumbprint: await thumbprintOf(jwk) }
}

/** @throws where the answer was not encrypted to this key, or not by these algorithms */
export async function decryptAnswer(answer: string, jwk: JWK): Promise<Record<string, unknown>> {
  const { plaintext } = await compactDecrypt(answer, await importJWK(jwk, 'ECDH-ES'), { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A128GCM', 'A256GCM'] })
  return JSON.parse(Buffer.from(plaintext).toString('utf8')) as Record<string, unknown>
}

const wrappingKey = (key: Buffer) => deriveKey(key, 'answers')

const wrap = (jwk: JWK, key: Buffer) => new CompactEncrypt(Buffer.from(JSON.stringify(jwk))).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(wrappingKey(key))

const publicOf = async ({ kty, crv, x, y }: JWK): Promise<JWK> => {
  const jwk = { kty, crv, x, y } as JWK
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'enc', alg: 'ECDH-ES' }
}

const thumbprintOf = async ({ kty, crv, x, y }: JWK) => Buffer.from(await calculateJwkThumbprint({ kty, crv, x, y } as JWK), 'base64url')

export const secretHash = (secret: string) => hash('sha256', secret, 'buffer')
