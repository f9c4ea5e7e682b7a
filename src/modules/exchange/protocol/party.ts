/**
 * A party of the exchange: an agency, a register, a company. It signs with an Ed25519 key, and answers are encrypted to its X25519 key,
 * both as JSON Web Keys (RFC 8037) known by their thumbprint (RFC 7638).
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, type CryptoKey, importJWK, type JWK } from 'jose'

export interface Party {
  /** As the pack calls it: an agency's id, or a register's. */
  id: string
  /** By thumbprint. Two while a key is being replaced. */
  verifying: ReadonlyMap<string, KeyObject>
  /** The first is written to. */
  encryption: { id: string; key: CryptoKey }
  notices?: string
}

export interface OwnKeys extends Party {
  signing: { id: string; key: KeyObject }
  decrypting: ReadonlyMap<string, CryptoKey>
}

/** What stands in a file of keys, public or private. */
export interface PartyFile {
  party: string
  keys: JWK[]
  /** Of an agency that asks: where it is told that a person has taken a consent back. */
  notices?: string
}

const isSigning = ({ kty, crv }: JWK) => kty === 'OKP' && crv === 'Ed25519'
const isEncryption = ({ kty, crv }: JWK) => kty === 'OKP' && crv === 'X25519'

export function newPartyFile(party: string): PartyFile {
  const keys = (['ed25519', 'x25519'] as const).map((kind) => generateKeyPairSync(kind as 'ed25519').privateKey.export({ format: 'jwk' }) as JWK)
  return { party, keys }
}

/** Without the secret part. */
export const publicFile = ({ party, keys, notices }: PartyFile): PartyFile =>
  ({ party, keys: keys.map(({ kty, crv, x }) => ({ kty: kty!, crv: crv!, x: x! })), ...(notices === undefined ? {} : { notices }) })

/** @throws Error with a sentence when the file names no party, or lacks a key */
export async function readParty(value: unknown): Promise<Party> {
  const { party, keys, notices } = (value ?? {}) as Partial<PartyFile>
  if (typeof party !== 'string' || party === '' || !Array.isArray(keys)) throw new Error('a file of keys holds {"party", "keys"}')
  const verifying = await Promise.all(keys.filter(isSigning).map(async (jwk) => [await calculateJwkThumbprint(jwk), createPublicKey({ key: jwk as never, format: 'jwk' })] as const))
  const [encryption] = keys.filter(isEncryption)
  if (verifying.length === 0 || !encryption) throw new Error(`${party} has to have a key to sign (Ed25519) and one to be written to (X25519)`)
  const { kty, crv, x } = encryption
  const key = await importJWK({ kty: kty!, crv: crv!, x: x! } as JWK, 'ECDH-ES') as CryptoKey
  return { id: party, verifying: new Map(verifying), encryption: { id: await calculateJwkThumbprint(encryption), key }, ...(notices === undefined ? {} : { notices }) }
}

/** @throws Error with a sentence; the secrets are never in it */
export async function readOwnKeys(value: unknown): Promise<OwnKeys> {
  const party = await readParty(value)
  const { keys } = value as PartyFile
  const secret = keys.filter(({ d }) => typeof d === 'string')
  const signing = secret.find(isSigning)
  const decrypting = await Promise.all(secret.filter(isEncryption).map(async (jwk) => [await calculateJwkThumbprint(jwk), await importJWK(jwk, 'ECDH-ES') as CryptoKey] as const))
  if (!signing || decrypting.length === 0) throw new Error(`the private keys of ${party.id} are not in their file`)
  return { ...party, signing: { id: await calculateJwkThumbprint(signing), key: createPrivateKey({ key: signing as never, format: 'jwk' }) }, decrypting: new Map(decrypting) }
}
