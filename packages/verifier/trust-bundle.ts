/**
 * Everything that a verifier without a network needs: who is trusted, by which keys, and what was taken back. One file, signed (COSE_Sign1,
 * RFC 9052), good for a week. Every key and every list in it proves that it stands in the public log: the platform itself can show nobody another
 * one than the rest of the world. Runs in browsers as well; the cryptography is theirs.
 */
import { decode } from 'cborg'
import { includes, unpackGaps } from './gaps.ts'
import { loggedKey, trustedUse } from './logged-key.ts'
import { loggedPapers, loggedRoot, paperLines } from './logged-root.ts'
import { base64url, readSign1, verifySign1 } from './sign1.ts'

export const bundleFormat = 'maru-trust-bundle/2'

/** Seconds. Seven days without any server; after that nothing is accepted. */
export const bundleLife = 7 * 24 * 3600
/** Seconds of difference between honest clocks; the same as online. */
export const skew = 60

export interface PublicKey { kid: string; x: Uint8Array; y: Uint8Array }
/** With a c2sp.org/tlog-proof that it stands in the log as a key for its use. */
export interface ProvenKey extends PublicKey { proof: string }

/** Rejects unless the entry stands in a log that the verifier believes. */
export type DemandInLog = (proof: string, entry: string) => Promise<unknown>

/** As it stands in the file. */
export interface BundleContent {
  format: typeof bundleFormat
  /** Seconds since 1970. */
  madeAt: number
  /** Of the platform's `own` keys the log says that they sign here, of others' that they are trusted. */
  issuers: { id: string; own: boolean; name: Record<string, string>; types: string[]; keys: ProvenKey[]; paperKeys: ProvenKey[] }[]
  /** Compressed gaps of the entries that are not valid, the digest of all states, and the proof of both. */
  lists: { uri: string; entries: number; notValid: Uint8Array; states: string; proof: string }[]
  /** Numbers of paper certificates that were revoked, and the proof that all the world is told these. */
  papers: string[]
  papersProof: string
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

/** @throws Error where none of these keys has signed exactly this, or something in it does not stand in the log */
export async function openBundle(file: Uint8Array, keys: readonly ProvenKey[], demandInLog: DemandInLog): Promise<TrustBundle> {
  const sign1 = readSign1(file)
  const key = keys.find(({ kid }) => kid === sign1.kid)
  if (!key || !sign1.payload || !(await verifySign1(sign1, key))) throw new Error('not signed by a key of the platform')
  const content = decode(sign1.payload, { strict: true, rejectDuplicateMapKeys: true }) as BundleContent
  if (content.format !== bundleFormat) throw new Error('another format')
  const keyInLog = (use: string, proven: ProvenKey) => demandInLog(proven.proof, loggedKey(use, { kty: 'EC', crv: 'P-256', x: base64url(proven.x), y: base64url(proven.y) }))
  await keyInLog('metadata', key)
  for (const { id, own, keys: signing, paperKeys } of content.issuers) {
    for (const one of signing) await keyInLog(own ? 'credentials' : trustedUse(id), one)
    for (const one of paperKeys) await keyInLog('papers', one)
  }
  const lists = new Map<string, Uint32Array>()
  for (const { uri, entries, notValid, states, proof } of content.lists) {
    const gaps = await inflate(notValid, entries * 4)
    await demandInLog(proof, loggedRoot({ list: uri.slice(uri.lastIndexOf('/') + 1), entries, states, notValid: await digest(gaps) }))
    lists.set(uri, unpackGaps(gaps, entries))
  }
  await demandInLog(content.papersProof, loggedPapers(await digest(new TextEncoder().encode(paperLines(content.papers)))))
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

const digest = async (bytes: Uint8Array) => base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)))
