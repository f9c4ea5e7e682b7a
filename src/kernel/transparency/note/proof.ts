/** A proof that fits into a file: index, path, checkpoint (C2SP tlog-proof). */
import { type Hash, hashBytes } from '../merkle/hash.ts'
import { isIncluded } from '../merkle/verify.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'

export interface LogProof {
  index: number
  path: Hash[]
  checkpoint: Checkpoint
}

const header = 'c2sp.org/tlog-proof@v1'
const longestPath = 63

/** @param checkpoint the note as it is */
export const writeProof = (index: number, path: readonly Hash[], checkpoint: string) =>
  `${header}\nindex ${index}\n${path.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${checkpoint}`

/** @throws Error when the text is no proof */
export function readProof(text: string): LogProof {
  const at = text.indexOf('\n\n')
  const lines = text.slice(0, Math.max(at, 0)).split('\n')
  const [first, ...rest] = lines
  if (rest[0]?.startsWith('extra ')) rest.shift()
  const index = /^index (0|[1-9]\d{0,15})$/.exec(rest.shift() ?? '')?.[1]
  if (first !== header || index === undefined || rest.length > longestPath) throw new Error('this is no tlog-proof')
  return { index: Number(index), path: rest.map(readHash), checkpoint: parseCheckpoint(text.slice(at + 2)) }
}

export function readHash(line: string): Hash {
  const bytes = Buffer.from(line, 'base64')
  if (bytes.length !== hashBytes || bytes.toString('base64') !== line) throw new Error('a line that is no hash')
  return bytes
}

/** Whether the entry of this leaf hash stands where the proof says; the signatures are another question (`demandPolicy`). */
export const isProven = ({ index, path, checkpoint }: LogProof, leaf: Hash) => isIncluded(index, checkpoint.size, leaf, path, checkpoint.root)
