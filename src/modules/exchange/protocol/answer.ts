/**
 * An answer, encrypted to whoever asked (JWE, RFC 7516: ECDH-ES on X25519, AES-256-GCM). Everybody between register and requester sees
 * its length alone. Question and entry stand in the protected header, so that it cannot be passed off as the answer to another.
 */
import { CompactEncrypt, compactDecrypt } from 'jose'
import type { OwnKeys, Party } from './party.ts'

export interface Answer {
  register: string
  subject: string
  /** RFC 3339 */
  answeredAt: string
  values: Record<string, unknown>
}

interface About { question: string; entry: string }

/** Short answers are made equally long: the number of children must not show in the length. Bytes. */
const step = 256

export async function encryptAnswer(answer: Answer, requester: Party, { question, entry }: About): Promise<string> {
  const text = JSON.stringify(answer)
  const padded = Buffer.alloc(Math.ceil((Buffer.byteLength(text) + 1) / step) * step, ' ')
  padded.write(text)
  return new CompactEncrypt(padded).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: requester.encryption.id, question, entry }).encrypt(requester.encryption.key)
}

/** @throws Error when it is not for these keys, or belongs to another question */
export async function decryptAnswer(text: string, keys: OwnKeys, { question, entry }: About): Promise<Answer> {
  const { plaintext, protectedHeader } = await compactDecrypt(text, ({ kid }) => {
    const key = keys.decrypting.get(kid ?? '')
    if (!key) throw new Error('the answer is encrypted to another key')
    return key
  }, { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] })
  if (protectedHeader['question'] !== question || protectedHeader['entry'] !== entry) throw new Error('the answer belongs to another question')
  return JSON.parse(Buffer.from(plaintext).toString()) as Answer
}
