/** Keys of C2SP signed notes: Ed25519 under a name, known to verifiers by their vkey. The cryptography is Node's own. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject, sign, verify } from 'node:crypto'

/** 0x01: Ed25519 over the text of a note; 0x04: timestamped cosignature of a checkpoint. */
export type KeyType = 1 | 4

export interface VerifierKey {
  name: string
  type: KeyType
  /** First four bytes of SHA-256 over name, type and public key. */
  id: number
  /** 32 bytes, RFC 8032. */
  raw: Buffer
  isSigned(message: Buffer, signature: Buffer): boolean
}

export interface SignerKey extends VerifierKey {
  sign(message: Buffer): Buffer
}

/** RFC 8410: what stands before the 32 bytes of a key. */
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** @param tag further bytes of the type, for signatures that C2SP has not numbered */
export function keyId(name: string, type: number, raw: Buffer, tag = ''): number {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), Buffer.from(tag), raw]), 'buffer').readUInt32BE()
}

const isKeyName = (name: string) => name !== '' && !/[\s+\p{Z}\p{Cc}]/u.test(name)
const asType = (byte: number | undefined): KeyType | undefined => (byte === 1 || byte === 4 ? byte : undefined)

function verifierOf(name: string, type: KeyType, raw: Buffer): VerifierKey {
  const key = createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' })
  return { name, type, id: keyId(name, type, raw), raw, isSigned: (message, signature) => verify(null, message, key, signature) }
}

export const writeVkey = ({ name, id, type, raw }: VerifierKey) =>
  `${name}+${id.toString(16).padStart(8, '0')}+${Buffer.concat([Buffer.of(type), raw]).toString('base64')}`

/** @throws Error with a sentence when the text is no Ed25519 vkey, or its id is not its key's */
export function readVkey(text: string): VerifierKey {
  const [name, id, encoded, ...rest] = text.split('+')
  // A base64 text holds pluses of its own.
  const base64 = [encoded, ...rest].join('+')
  const bytes = Buffer.from(base64, 'base64')
  const type = asType(bytes[0])
  if (!name || !isKeyName(name) || !/^[0-9a-f]{8}$/.test(id ?? '') || bytes.toString('base64') !== base64) throw new Error(`not a verifier key (name+id+key): ${text}`)
  if (type === undefined || bytes.length !== 33) throw new Error(`the verifier key of ${name} is none of Ed25519`)
  const key = verifierOf(name, type, bytes.subarray(1))
  if (key.id !== Number.parseInt(id!, 16)) throw new Error(`the verifier key of ${name} does not fit its own id`)
  return key
}

const secretMark = 'PRIVATE+KEY'

/** One line: `PRIVATE+KEY+<name>+<id>+<type and seed>`, as the field's own tools write it. */
export function newSignerKey(name: string, type: KeyType): string {
  if (!isKeyName(name)) throw new Error(`the name of a key has no space and no plus: ${name}`)
  const der = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' })
  const seed = der.subarray(pkcs8.length)
  const { id } = signerFromSeed(name, type, seed)
  return `${secretMark}+${name}+${id.toString(16).padStart(8, '0')}+${Buffer.concat([Buffer.of(type), seed]).toString('base64')}`
}

/** @throws Error with a sentence; the secret is never in it */
export function readSignerKey(line: string): SignerKey {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line.trim())
  const bytes = Buffer.from(match?.[3] ?? '', 'base64')
  const type = asType(bytes[0])
  if (!match || type === undefined || bytes.length !== 33 || !isKeyName(match[1]!)) throw new Error('not a signing key (PRIVATE+KEY+name+id+key)')
  const key = signerFromSeed(match[1]!, type, bytes.subarray(1))
  if (key.id !== Number.parseInt(match[2]!, 16)) throw new Error(`the signing key of ${match[1]} does not fit its own id`)
  return key
}

export function signerFromSeed(name: string, type: KeyType, seed: Buffer): SignerKey {
  const secret: KeyObject = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(spki.length)
  return { ...verifierOf(name, type, raw), sign: (message) => sign(null, message, secret) }
}
