/**
 * Keys that sign for the world, one ring for each use, so that one that leaks opens nothing else. A new key is published
 * before it signs, for longer than anybody keeps what is published; an old one stays published to the end of what it signed.
 */
import type { KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import { privateObject } from './import-key.ts'
import type { KeyRecord, KeysFile } from './keys-file.ts'

export const keyUses = ['attestation', 'authorization', 'credentials', 'encryption', 'metadata', 'requests', 'status'] as const
export type KeyUse = (typeof keyUses)[number]

export interface HeldKey {
  kid: string
  /** Private. */
  jwk: JWK
  /** The same key, ready to sign. */
  key: KeyObject
  /** The leaf first, the root left out (RFC 7515 section 4.1.6); DER, base64. */
  x5c: string[]
  activeFrom: Date
}

export interface KeyRing {
  /** What signs now. */
  current(use: KeyUse): HeldKey
  /** What anyone may meet a signature of, the newest first; a key that leaked is not among them. */
  published(use: KeyUse): HeldKey[]
  /** Certificates (DER, base64) that verifiers are to trust. */
  roots(): string[]
  /** Grows whenever something changes: what was made from the ring is made again. */
  version(): number
}

/** @param read what the file says now; the same object as long as it has not changed */
export function keyRing(read: () => KeysFile): KeyRing {
  let seen: KeysFile | undefined
  let version = 0
  let held = new Map<KeyUse, HeldKey[]>()
  const look = () => {
    const file = read()
    if (file === seen) return
    seen = file
    version += 1
    held = new Map(keyUses.map((use) => [use, (file.uses[use] ?? []).filter(({ compromisedAt }) => compromisedAt === undefined).map(hold).sort((a, b) => b.activeFrom.getTime() - a.activeFrom.getTime())]))
  }
  const published = (use: KeyUse) => {
    look()
    return held.get(use) ?? []
  }
  return {
    published,
    current(use) {
      const now = Date.now()
      const key = published(use).find(({ activeFrom }) => activeFrom.getTime() <= now)
      if (!key) throw new Error(`no key for ${use} is active; make one: npm run -s maru -- keys rotate ${use}`)
      return key
    },
    roots() {
      look()
      return seen?.roots.map(({ certificate }) => certificate) ?? []
    },
    version() {
      look()
      return version
    },
  }
}

const hold = ({ jwk, certificate, activeFrom }: KeyRecord): HeldKey =>
  ({ kid: jwk.kid ?? '', jwk, key: privateObject(jwk), x5c: [certificate], activeFrom: new Date(activeFrom) })
