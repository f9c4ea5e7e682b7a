/**
 * Everything that a verifier without a network needs: who is trusted, by which keys, and what was taken back. One file, signed (COSE_Sign1,
 * RFC 9052), good for a week. Runs in browsers as well; the cryptography is theirs.
 */
import { decode } from 'cborg'
import { includes, unpackGaps } from './gaps.ts'
import { readSign1, verifySign1 } from './sign1.ts'

export const bundleFormat = 'maru-trust-bundle/1'

/** Seconds. Seven days without any server; after that nothing is accepted. */
export const bundleLife = 7 * 24 * 3600
/** Seconds of difference between honest clocks; the same as online. */
export const skew = 60

export interface PublicKey { kid: string; x: Uint8Array; y: Uint8Array }

/** As it stands in the file. */
export interface BundleContent {
  format: typeof bundleFormat
  /** Seconds since 1970. */
  madeAt: number
  issuers: { id: string; name: Record<string, string>; types: string[]; keys: PublicKey[]; paperKeys: PublicKey[] }[]
  /** Compressed gaps of the entries that are not valid. */
  lists: { uri: string; entries: number; notValid: Uint8Array }[]
  /** Numbers of paper certificates that were revoked. */
  papers: string[]
}

export interface TrustBundle {
  madeAt: number
  issuers: BundleContent['issuers']
  revokedPapers: ReadonlySet<string>
  /** Undefined where the list is not among them: then nothing can be said. */
  isValid(uri: string, index: number): boolean | undefined
}

export type Age = 'fresh' | 'stale' | 'over'

/** A day old is shown; a week old is no longer used. */
export function ageOf({ madeAt }: Pick<TrustBundle, 'madeAt'>, now: number): Age {
  if (madeAt > now + skew || now - madeAt > bundleLife) return 'over'
  return now - madeAt > 24 * 3600 ? 'stale' : 'fresh'
}

/** @throws Error where none of these keys has signed exactly this */
export async function openBundle(file: Uint8Array, keys: readonly PublicKey[]): Promise<TrustBundle> {
  const sign1 = readSign1(file)
  const key = keys.find(({ kid }) => kid === sign1.kid)
  if (!key || !sign1.payload || !(await verifySign1(sign1, key))) throw new Error('not signed by a key of the platform')
  const content = decode(sign1.payload, { strict: true, rejectDuplicateMapKeys: true }) as BundleContent
  if (content.format !== bundleFormat) throw new Error('another format')
  const lists = new Map<string, Uint32Array>()
  for (const { uri, entries, notValid } of content.lists) lists.set(uri, unpackGaps(await inflate(notValid, entries * 4), entries))
  return {
    madeAt: content.madeAt, issuers: content.issuers, revokedPapers: new Set(content.papers),
    isValid(uri, index) {
      const list = lists.get(uri)
      return list && !includes(list, index)
    },
  }
}

async function inflate(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate'))
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > most) throw new RangeError('unfolds to more than its list')
    chunks.push(chunk)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
