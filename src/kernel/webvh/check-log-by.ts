/** A history of the method did:webvh 1.0, checked by the library: name, chain, proofs, keys announced in advance, witnesses; in a server as in a browser. */
import { type DIDDoc, type DIDLog, type DIDResolutionMeta, resolveDIDFromLog, type Verifier, type WitnessProofFileEntry } from 'didwebvh-ts'

export interface CheckedLog {
  did: string
  document: DIDDoc
  meta: DIDResolutionMeta
  /** Of its last entry; all entries before it have theirs. */
  isWitnessed: boolean
}

/**
 * @param verifier Ed25519 of whoever checks
 * @param did that it has to be the history of; whichever it is where left out
 * @throws Error where anything but the witnesses of the last entry is missing
 */
export async function checkLogBy(verifier: Verifier, log: DIDLog, witnessProofs: WitnessProofFileEntry[], did?: string): Promise<CheckedLog> {
  const last = log.at(-1)?.versionId
  if (last === undefined) throw new Error('the history is empty')
  const pending = `Witness threshold not met for version ${last}:`
  /** The library fills in what it is given. */
  const resolve = (selected: { versionId?: string }) => resolveDIDFromLog(structuredClone(log), { verifier, witnessProofs: structuredClone(witnessProofs), ...(did === undefined ? {} : { requestedDid: did }), ...selected })
  let isWitnessed = true
  // Witnesses are counted after everything else, the earliest entry first: whoever fails at those of the last has passed the rest, and is then read by its version.
  const { did: own, doc, meta } = await resolve({}).catch((cause: unknown) => {
    if (!(cause as Error).message.startsWith(pending)) throw cause
    isWitnessed = false
    return resolve({ versionId: last })
  })
  if (isWitnessed && meta.error !== undefined) throw new Error(meta.problemDetails?.detail ?? meta.error)
  if (!doc) throw new Error('the history has ended')
  return { did: own, document: doc, meta, isWitnessed }
}

/** One entry a line (JSON Lines). @throws SyntaxError */
export const readLog = (text: string): DIDLog => text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as DIDLog[number])
