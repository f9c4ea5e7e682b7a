/**
 * Keys that sign for the world, one ring for each use, so that one that leaks opens nothing else. A new key is published
 * before it signs, for longer than anybody keeps what is published; an old one stays published to the end of what it signed.
 */
import type { KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import { privateObject, publicObject } from './import-key.ts'
import type { KeyRecord, KeysFile } from './keys-file.ts'
import { findInToken, signInToken, type TokenSettings } from './token.ts'

export const keyUses = ['attestation', 'authorization', 'credentials', 'encryption', 'metadata', 'requests', 'status'] as const
export type KeyUse = (typeof keyUses)[number]

/** Those whose keys may be in a token: what an issuer's word stands on. */
export const tokenUses: readonly KeyUse[] = ['credentials', 'status']

export interface HeldKey {
  kid: string
  /** Private; of a key in a token the public half. */
  jwk: JWK
  /** The same key, ready to sign; of a key in a token the public half, which signs nothing. */
  key: KeyObject
  /** Of a key in a token: asks for an ES256 signature. */
  signElsewhere?: ((data: Uint8Array) => Promise<Buffer>) | undefined
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
  /** Whether what signs now can sign. @throws TokenFailed */
  ready(): Promise<void>
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
    held = new Map(keyUses.map((use) => [use, (file.uses[use] ?? []).filter(({ compromisedAt }) => compromisedAt === undefined).map((record) => hold(record, file.token)).sort((a, b) => b.activeFrom.getTime() - a.activeFrom.getTime())]))
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
    async ready() {
      look()
      const { token, uses } = seen ?? {}
      const now = Date.now()
      for (const use of tokenUses) {
        const current = uses?.[use]?.filter(({ compromisedAt, activeFrom }) => compromisedAt === undefined && Date.parse(activeFrom) <= now).sort((a, b) => Date.parse(b.activeFrom) - Date.parse(a.activeFrom))[0]
        if (current?.inToken !== undefined && token) await findInToken(token, current.inToken)
      }
    },
    version() {
      look()
      return version
    },
  }
}

function hold({ jwk, certificate, activeFrom, inToken }: KeyRecord, token: TokenSettings | undefined): HeldKey {
  const held = { kid: jwk.kid ?? '', jwk, x5c: [certificate], activeFrom: new Date(activeFrom) }
  if (inToken === undefined) return { ...held, key: privateObject(jwk) }
  if (!token) throw new Error(`the key ${held.kid} is in a token, and the file does not say in which: npm run -s maru -- keys token`)
  return { ...held, key: publicObject(jwk), signElsewhere: (data) => signInToken(token, inToken, jwk, data) }
}
