/** The file that holds a ring: written whole under another name and put in place, so that a reader sees the old one or the new. */
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import type { JWK } from 'jose'
import type { KeyUse } from './key-ring.ts'
import type { TokenSettings } from './token.ts'

export interface KeyRecord {
  /** Private, EC on P-256, with its RFC 7638 thumbprint as `kid`; of a key in the token the public half. */
  jwk: JWK
  /** Id in the token, in hexadecimal. */
  inToken?: string
  /** DER, base64 */
  certificate: string
  /** RFC 3339: from here on it signs. */
  activeFrom: string
  /** RFC 3339: it has leaked, and nothing that it signed is believed. */
  compromisedAt?: string
}

export interface KeysFile {
  format: 'maru-keys/1'
  /** Where keys are that are not in this file. */
  token?: TokenSettings
  /** The newest first. Their private halves can be kept elsewhere: only a rotation needs one. */
  roots: { key?: JWK; certificate: string }[]
  uses: Partial<Record<KeyUse, KeyRecord[]>>
}

export function writeKeys(file: string, keys: KeysFile) {
  writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 1)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/** @throws Error where it is no such file */
export function readKeys(file: string): KeysFile {
  const keys = JSON.parse(readFileSync(file, 'utf8')) as KeysFile
  if (keys.format !== 'maru-keys/1') throw new Error(`${file} holds no keys of Maru. Make one: npm run -s maru -- keys new ${file}`)
  return keys
}

/** Milliseconds between two looks at the file: a rotation is known everywhere well before its key signs. */
const lookEvery = 1_000

/** Looks again when the file has changed, so that a rotation needs no restart. @param now milliseconds that only grow */
export function watchKeys(file: string, now = () => performance.now()): () => KeysFile {
  let keys = readKeys(file)
  let stamp = stampOf(file)
  let next = now() + lookEvery
  return () => {
    if (now() < next) return keys
    next = now() + lookEvery
    const found = existsSync(file) ? stampOf(file) : stamp
    if (found !== stamp) {
      keys = readKeys(file)
      stamp = found
    }
    return keys
  }
}

function stampOf(file: string): string {
  const { mtimeMs, ino, size } = statSync(file)
  return `${mtimeMs} ${ino} ${size}`
}
