/**
 * The next entry of the history (did:webvh 1.0): the keys that the issuer is known by now. Each entry is signed by a key of its own, whose hash stood in
 * the entry before it (pre-rotation). These keys are derived from the installation's secret, as the log's is: whoever has that has them all.
 */
import { createDID, deriveNextKeyHash, type DIDLog, type DIDLogEntry, updateDID, type VerificationMethod, type WitnessParameter, type WitnessProofFileEntry } from 'didwebvh-ts'
import { deriveKey } from '../../../kernel/crypto/tokens.ts'
import { signerFromSeed } from '../../../kernel/transparency/note/key.ts'
import { multikeyOf, signerOf, verifier } from '../../../kernel/webvh/suite.ts'
import { type DidKey, documentOf, methodsOf } from '../export/did-document.ts'

export interface Wanted {
  /** As DIDs write it. */
  host: string
  keys: readonly DidKey[]
  witness: WitnessParameter | undefined
}

/** @param secret of the room. @returns undefined where the last entry says it all */
export async function nextEntry(secret: Buffer, { host, keys, witness }: Wanted, log: DIDLog, witnessProofs: WitnessProofFileEntry[]): Promise<DIDLogEntry | undefined> {
  const keyOf = (version: number) => signerFromSeed(host, 1, deriveKey(secret, `history/${host}/${version}`))
  const own = keyOf(log.length + 1)
  const signing = { signer: signerOf(own), verifier, updateKeys: [multikeyOf(own.raw)], nextKeyHashes: [await deriveNextKeyHash(multikeyOf(keyOf(log.length + 2).raw))] }
  const last = log.at(-1)
  if (!last) {
    const placeholder = `did:webvh:{SCID}:${host}`
    const made = await createDID({ ...signing, address: decodeURIComponent(host), ...(witness ? { witness } : {}), didDocument: { ...documentOf(placeholder, keys), alsoKnownAs: [`did:web:${host}`] } })
    return made.log[0]
  }
  const did = last.state.id!
  const methods = methodsOf(did, keys)
  if (same(methods, last.state.verificationMethod) && same(witness?.witnesses ?? [], last.parameters.witness?.witnesses ?? []) && witness?.threshold === last.parameters.witness?.threshold) return undefined
  // Left out, the witnesses would be dismissed; and a key without a purpose would be one for signing in.
  const { log: longer } = await updateDID({ ...signing, log: structuredClone(log), witness: witness ?? null, witnessProofs: structuredClone(witnessProofs), verificationMethods: methods as VerificationMethod[], authentication: [], assertionMethod: methods.map(({ id }) => id) })
  return longer.at(-1)
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
