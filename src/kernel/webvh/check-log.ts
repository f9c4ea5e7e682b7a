/** A history of the method did:webvh 1.0, checked by the library: name, chain, proofs, keys announced in advance, witnesses. */
import { type DIDDoc, type DIDLog, type DIDResolutionMeta, resolveDIDFromLog, type WitnessProofFileEntry } from 'didwebvh-ts'
import { verifier } from './suite.ts'

export interface CheckedLog {
  did: string
  document: DIDDoc
  meta: DIDResolutionMeta
  /** Of its last entry; all entries before it have theirs. */
  isWitnessed: boolean
}

/**
 * @param did that it has to be the history of; whichever it is where left out
 * @throws Error where anything but the witnesses of the last entry is missing
 */
export async function checkLog(log: DIDLog, witnessProofs: WitnessProofFileEntry[], did?: string): Promise<CheckedLog> {
  const last = log.at(-1)?.versionId
  if (last === undefined) throw new Error('the history is empty')
  // Asked for one version by name, the library also gives one that lacks witnesses, and says so. It fills in the log that it is given.
  const { did: own, doc, meta } = await resolveDIDFromLog(structuredClone(log), { verifier, witnessProofs: structuredClone(witnessProofs), versionId: last, ...(did === undefined ? {} : { requestedDid: did }) })
  const missing = meta.error === undefined ? undefined : meta.problemDetails?.detail ?? meta.error
  if (missing !== undefined && !missing.startsWith(`Witness threshold not met for version ${last}:`)) throw new Error(missing)
  if (!doc) throw new Error('the history has ended')
  return { did: own, document: doc, meta, isWitnessed: missing === undefined }
}

/** One entry a line (JSON Lines). @throws SyntaxError */
export const readLog = (text: string): DIDLog => text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as DIDLog[number])

export const writeLog = (log: readonly string[]): string => log.map((line) => `${line}\n`).join('')
