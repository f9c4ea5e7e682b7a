/** C2SP signed-note: text, an empty line, and lines of signatures. */
import type { SignerKey, VerifierKey } from './key.ts'

export interface NoteSignature {
  name: string
  id: number
  bytes: Buffer
  /** As it stands in the note, without the line's end. */
  line: string
}

export interface Note {
  /** With the newline at its end; without the empty line after it. */
  text: string
  signatures: NoteSignature[]
}

/** Sixteen signatures must be taken; post-quantum ones are up to 5 kB long. */
export const longestNote = 128 * 1024
const mostSignatures = 64

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws Error when the bytes are no signed note */
export function parseNote(source: string | Uint8Array): Note {
  const whole = typeof source === 'string' ? source : utf8.decode(source)
  const at = whole.lastIndexOf('\n\n')
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (whole.length > longestNote || at < 0 || /[\0-\x09\x0b-\x1f]/.test(whole) || !whole.endsWith('\n')) throw new Error('not a signed note')
  const lines = whole.slice(at + 2, -1).split('\n')
  if (lines.length > mostSignatures) throw new Error('a note with too many signatures')
  return { text: whole.slice(0, at + 1), signatures: lines.map(readSignatureLine) }
}

export function readSignatureLine(line: string): NoteSignature {
  const match = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line)
  const bytes = Buffer.from(match?.[2] ?? '', 'base64')
  if (!match || bytes.length < 5 || bytes.toString('base64') !== match[2]) throw new Error('a line that is no signature of a note')
  return { name: match[1]!, id: bytes.readUInt32BE(), bytes: bytes.subarray(4), line }
}

export function writeSignatureLine(key: { name: string; id: number }, signature: Buffer): string {
  const id = Buffer.alloc(4)
  id.writeUInt32BE(key.id)
  return `— ${key.name} ${Buffer.concat([id, signature]).toString('base64')}`
}

/** The line that a key of type 0x01 adds under a text. */
export const signText = (text: string, key: SignerKey) => writeSignatureLine(key, key.sign(Buffer.from(text)))

export const joinNote = (text: string, lines: readonly string[]) => `${text}\n${lines.map((line) => `${line}\n`).join('')}`

/**
 * Signatures of unknown keys are passed over; one of a known key that does not hold spoils the whole note.
 * @param check what a signature of such a key covers
 * @throws Error in the second case
 */
export function verifiedBy<Key extends VerifierKey>(note: Note, keys: readonly Key[], check: (key: Key, signature: NoteSignature) => boolean): Key[] {
  const found = new Set<Key>()
  for (const signature of note.signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id)
    if (!key) continue
    if (!check(key, signature)) throw new Error(`the signature of ${key.name} does not hold`)
    found.add(key)
  }
  return [...found]
}
