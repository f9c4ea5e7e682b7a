/** A tree's head as a signed note (C2SP tlog-checkpoint), and what witnesses add to it (tlog-cosignature). */
import type { Hash } from '../merkle/hash.ts'
import type { SignerKey, VerifierKey } from './key.ts'
import { type Note, type NoteSignature, parseNote, verifiedBy, writeSignatureLine } from './note.ts'

export interface Checkpoint {
  origin: string
  size: number
  root: Hash
  note: Note
}

export const checkpointText = (origin: string, size: number, root: Hash) => `${origin}\n${size}\n${root.toString('base64')}\n`

/** Reads, and verifies nothing. @throws Error when the note is no checkpoint */
export function parseCheckpoint(source: string | Uint8Array): Checkpoint {
  const note = parseNote(source)
  const [origin, size, root, ...more] = note.text.split('\n')
  const bytes = Buffer.from(root ?? '', 'base64')
  const isWhole = origin !== '' && /^(0|[1-9]\d{0,15})$/.test(size ?? '') && bytes.length === 32 && bytes.toString('base64') === root
  // The last piece is what follows the last newline: nothing. Extension lines, if any, are never empty.
  if (!isWhole || more.pop() !== '' || more.includes('') || !Number.isSafeInteger(Number(size))) throw new Error('the note is no checkpoint')
  return { origin: origin!, size: Number(size), root: bytes, note }
}

const isPlain = (text: string) => (key: VerifierKey, { bytes }: NoteSignature) => key.isSigned(Buffer.from(text), bytes)

/** @throws Error when no key of the log has signed it, or a signature does not hold */
export function demandLogSignature({ origin, note }: Checkpoint, keys: readonly VerifierKey[]) {
  const own = keys.filter(({ name, type }) => name === origin && type === 1)
  if (verifiedBy(note, own, isPlain(note.text)).length === 0) throw new Error(`no known key of ${origin} has signed this checkpoint`)
}

const cosignedText = (text: string, time: number) => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)

/** @param time seconds since 1970 */
export function cosign(text: string, time: number, key: SignerKey): string {
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(BigInt(time))
  return writeSignatureLine(key, Buffer.concat([stamp, key.sign(cosignedText(text, time))]))
}

export interface Cosigned<Key> {
  key: Key
  /** Seconds since 1970, by the witness's own clock. */
  time: number
}

/** Which of the witnesses have cosigned, and when. @throws Error when a cosignature of one of them does not hold */
export function cosignedBy<Key extends VerifierKey>({ note }: Checkpoint, keys: readonly Key[]): Cosigned<Key>[] {
  const times = new Map<Key, number>()
  verifiedBy(note, keys.filter(({ type }) => type === 4), (key, { bytes }) => {
    if (bytes.length !== 72) return false
    const time = Number(bytes.readBigUInt64BE())
    if (!Number.isSafeInteger(time) || !key.isSigned(cosignedText(note.text, time), bytes.subarray(8))) return false
    times.set(key, Math.max(time, times.get(key) ?? 0))
    return true
  })
  return [...times].map(([key, time]) => ({ key, time }))
}
