/** What a witness does with a checkpoint that it is shown (C2SP tlog-witness, add-checkpoint): it cosigns growth and nothing else. */
import { originHash } from '../merkle/origin-hash.ts'
import { isConsistent } from '../merkle/verify.ts'
import { type Checkpoint, cosign, demandLogSignature, parseCheckpoint } from '../note/checkpoint.ts'
import type { SignerKey, VerifierKey } from '../note/key.ts'
import { joinNote } from '../note/note.ts'
import { readHash } from '../note/proof.ts'
import type { WitnessState } from './keep-state.ts'

export interface WitnessDeps {
  key: SignerKey
  /** Keys of the logs it watches over, read anew for each request: a new key of a log is a new line. */
  logKeys(): readonly VerifierKey[]
  state: WitnessState
  /** Seconds since 1970. */
  now(): number
}

export interface WitnessReply { status: 200 | 400 | 403 | 404 | 409 | 422; type: string; text: string }

const plain = (status: WitnessReply['status'], text: string): WitnessReply => ({ status, type: 'text/plain; charset=utf-8', text: `${text}\n` })
const longestProof = 63

/** Runs without a pause between what it reads and what it keeps, so that no two requests stand in each other's way. */
export function answerCheckpoint({ key, logKeys, state, now }: WitnessDeps, body: Buffer): WitnessReply {
  let request: ReturnType<typeof readRequest>
  try {
    request = readRequest(body)
  } catch (cause) {
    return plain(400, (cause as Error).message)
  }
  const { old, proof, checkpoint } = request
  const { origin, size, root, note } = checkpoint
  const keys = logKeys().filter(({ name }) => name === origin)
  if (keys.length === 0) return plain(404, 'this witness does not watch over that log')
  try {
    demandLogSignature(checkpoint, keys)
  } catch (cause) {
    return plain(403, (cause as Error).message)
  }
  const kept = state.read(originHash(origin))
  const seen = kept === undefined ? undefined : parseCheckpoint(kept)
  if (old > size) return plain(400, 'the old size is larger than the new one')
  const conflict: WitnessReply = { status: 409, type: 'text/x.tlog.size', text: `${seen?.size ?? 0}\n` }
  if (old !== (seen?.size ?? 0)) return conflict
  if (seen && old === size && !seen.root.equals(root)) return conflict
  if (seen ? !isConsistent(seen, checkpoint, proof) : proof.length > 0) return plain(422, 'the new tree does not grow out of the one that was seen')
  const line = cosign(note.text, now(), key)
  state.keep(origin, joinNote(note.text, [...note.signatures.map((signature) => signature.line), line]))
  return { status: 200, type: 'text/plain; charset=utf-8', text: `${line}\n` }
}

function readRequest(body: Buffer): { old: number; proof: Buffer[]; checkpoint: Checkpoint } {
  const at = body.indexOf('\n\n')
  const [first, ...hashes] = body.subarray(0, Math.max(at, 0)).toString('latin1').split('\n')
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first ?? '')?.[1]
  if (old === undefined || hashes.length > longestProof) throw new Error('not a request to add a checkpoint')
  return { old: Number(old), proof: hashes.map(readHash), checkpoint: parseCheckpoint(body.subarray(at + 2)) }
}
