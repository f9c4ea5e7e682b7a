/** Asks one witness for its cosignature (C2SP tlog-witness, add-checkpoint), as the log. */
import type { Hash } from '../merkle/hash.ts'
import { type Checkpoint, cosignedBy, parseCheckpoint } from '../note/checkpoint.ts'
import type { VerifierKey } from '../note/key.ts'
import { joinNote, readSignatureLine } from '../note/note.ts'

export interface WitnessAddress { name: string; key: VerifierKey; url: string }

export type WitnessAnswer =
  /** Lines to add to the checkpoint. */
  | { kind: 'cosigned'; lines: string[] }
  /** It knows a larger tree of this log than the one it was shown. */
  | { kind: 'ahead'; size: number }
  /** It has seen another tree under this name. */
  | { kind: 'refused' }
  /** No use this time; a status of 403 or 404 says that it does not know this log or its key. */
  | { kind: 'silent'; cause: string }

/** A log waits for all of its witnesses: one that takes longer is asked again with the next checkpoint. */
const patience = 2_000
const longestAnswer = 64 * 1024

/**
 * @param known the size that this witness last cosigned, as far as we know
 * @param prove consistency from an older size to the checkpoint's
 */
export async function askWitness(witness: WitnessAddress, checkpoint: Checkpoint, known: number, prove: (old: number) => Promise<Hash[]>): Promise<WitnessAnswer> {
  let old = known
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const lines = [`old ${old}`, ...(await prove(old)).map((hash) => hash.toString('base64')), '']
    let answer: { status: number; text: string }
    try {
      answer = await post(`${witness.url}/add-checkpoint`, lines.map((line) => `${line}\n`).join('') + writtenOut(checkpoint))
    } catch (cause) {
      return { kind: 'silent', cause: (cause as Error).message }
    }
    if (answer.status === 200) return readCosignatures(witness, checkpoint, answer.text)
    if (answer.status === 422) return { kind: 'refused' }
    if (answer.status !== 409) return { kind: 'silent', cause: `status ${answer.status}` }
    const size = Number(/^(0|[1-9]\d{0,15})\n$/.exec(answer.text)?.[1])
    if (!Number.isSafeInteger(size)) return { kind: 'silent', cause: 'a conflict without a size' }
    if (size > checkpoint.size) return { kind: 'ahead', size }
    // It has this very size, and was shown another root for it.
    if (size === old && size === checkpoint.size) return { kind: 'refused' }
    old = size
  }
  return { kind: 'silent', cause: 'it changes its mind about the size' }
}

const writtenOut = ({ note }: Checkpoint) => joinNote(note.text, note.signatures.map(({ line }) => line))

/** Only lines of the expected key that hold are taken. */
function readCosignatures({ key }: WitnessAddress, { note }: Checkpoint, text: string): WitnessAnswer {
  try {
    const lines = text.split('\n').filter(Boolean).map(readSignatureLine).filter(({ name, id }) => name === key.name && id === key.id).map(({ line }) => line)
    if (lines.length > 0 && cosignedBy(parseCheckpoint(joinNote(note.text, lines)), [key]).length > 0) return { kind: 'cosigned', lines }
    return { kind: 'silent', cause: 'no cosignature of the expected key' }
  } catch (cause) {
    return { kind: 'silent', cause: (cause as Error).message }
  }
}

async function post(url: string, body: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { method: 'POST', body, redirect: 'error', headers: { 'content-type': 'text/plain; charset=utf-8' }, signal: AbortSignal.timeout(patience) })
  return { status: response.status, text: await readBounded(response) }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > longestAnswer) throw new Error('the answer is longer than any answer can be')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The newest checkpoint that a witness has cosigned of a log; undefined when it has none. @throws Error when it does not answer */
export async function readWitnessed({ url }: WitnessAddress, originHash: string): Promise<Checkpoint | undefined> {
  const response = await fetch(`${url}/${originHash}/checkpoint`, { redirect: 'error', signal: AbortSignal.timeout(patience) })
  const text = await readBounded(response)
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`status ${response.status}`)
  return parseCheckpoint(text)
}
