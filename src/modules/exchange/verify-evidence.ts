/** Checks a look from its file alone. */
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import type { Court } from '../../kernel/config/read-court.ts'
import { leafHash } from '../../kernel/transparency/merkle/hash.ts'
import { demandLogSignature } from '../../kernel/transparency/note/checkpoint.ts'
import { readVkey } from '../../kernel/transparency/note/key.ts'
import { demandPolicy, type Policy } from '../../kernel/transparency/note/policy.ts'
import { isProven, type LogProof, readProof } from '../../kernel/transparency/note/proof.ts'
import { type VerifiedStamp, verifyToken } from '../../kernel/transparency/stamp/verify-token.ts'
import { entryOf } from './access-entry.ts'
import { EvidenceReply, SealedEvidenceFile } from './contract.ts'
import { commitmentTo, openedBytes } from './sealed/sealed-entry.ts'
import { sealedEntryIn, type VerifiedSeal, verifySeal, verifyStanding } from './sealed/verify-sealed.ts'

export interface Verified {
  look: Record<string, unknown>
  log: string
  index: number
  size: number
  witnesses: { name: string; at: string }[]
  /** The entry was there at these times, as these authorities say. */
  stamps: VerifiedStamps
  /** Of a look that was sealed until a date. */
  sealed?: Pick<VerifiedSeal, 'look' | 'index' | 'witnesses' | 'orders'> & { stamps: VerifiedStamps }
  /** Of a look that is not open in this file: `look` is what was sealed. */
  until?: { opensOn: string; latestOn: string; orders: VerifiedSeal['orders'] }
}

type VerifiedStamps = { authority: string; signer: string; at: string }[]

/**
 * @param policy whom to believe; left out, the keys in the file, all of the witnesses wanted
 * @param roots PEM certificates of the time-stamp authorities to believe; left out, those in the file
 * @param court whose orders to believe; left out, the keys in the file
 * @throws Error with the first thing that does not hold
 */
export async function verifyEvidence(text: string, policy?: Policy, roots?: readonly string[], court?: Court): Promise<Verified> {
  const evidence: unknown = JSON.parse(text)
  if (Value.Check(SealedEvidenceFile, evidence)) return verifySealedFile(evidence, policy ?? policyOfFile(evidence), roots ?? evidence.stampRoots, court)
  if (!Value.Check(EvidenceReply, evidence)) throw new Error('the file is no evidence of a look')
  const { sealed } = evidence
  const salt = Buffer.from(evidence.salt, 'base64')
  const entry = sealed ? openedBytes(leafHash(sealedEntryIn(sealed)), commitmentTo(salt, evidence.look)) : entryOf(salt, evidence.look)
  const proof = readProof(evidence.proof)
  if (!isProven(proof, leafHash(entry))) throw new Error('the look does not stand in the tree: it, its salt or its proof has been changed')
  const believed = policy ?? policyOfFile(evidence)
  const cosigned = demandPolicy(proof.checkpoint, believed)
  const stampsOver = (over: Buffer, stamps: Stamps) => verifyStamps(stamps, over, believed, roots ?? evidence.stampRoots ?? [])
  const look = Value.Parse(Type.Record(Type.String(), Type.Unknown()), JSON.parse(evidence.look))
  return {
    look, log: proof.checkpoint.origin, index: proof.index, size: proof.checkpoint.size,
    witnesses: seenBy(cosigned),
    stamps: await stampsOver(entry, evidence.stamps ?? []),
    ...(sealed ? { sealed: { ...verifySeal(sealed, look, proof.index, believed, court), stamps: await stampsOver(sealedEntryIn(sealed), sealed.stamps) } } : {}),
  }
}

async function verifySealedFile({ sealed }: Static<typeof SealedEvidenceFile>, believed: Policy, roots: readonly string[], court?: Court): Promise<Verified> {
  const { look, index, orders, proof } = verifyStanding(sealed, believed, court)
  const cosigned = demandPolicy(proof.checkpoint, believed)
  return {
    look, log: proof.checkpoint.origin, index, size: proof.checkpoint.size, witnesses: seenBy(cosigned), stamps: await verifyStamps(sealed.stamps, sealedEntryIn(sealed), believed, roots),
    until: { opensOn: String(look['opensOn']), latestOn: sealed.latestOn, orders },
  }
}

const seenBy = (cosigned: ReturnType<typeof demandPolicy>) => cosigned.map(({ key, time }) => ({ name: key.name, at: new Date(time * 1_000).toISOString() }))

type Stamps = NonNullable<Static<typeof EvidenceReply>['stamps']>

const verifyStamps = (stamps: Stamps, over: Buffer, believed: Policy, roots: readonly string[]): Promise<VerifiedStamps> => Promise.all(stamps.map(async ({ authority, proof, token }) => {
  const { at, signer } = await verifyStamp(readProof(proof), over, believed, Buffer.from(token, 'base64'), roots)
    .catch((cause: unknown) => { throw new Error(`the time-stamp of ${authority}: ${(cause as Error).message}`, { cause }) })
  return { authority, signer, at: at.toISOString() }
}))

/** The stamp is over a tree of its own, older or newer than the one that the file's proof leads to; witnesses vouch for the latter. */
async function verifyStamp(proof: LogProof, entry: Buffer, { logs }: Policy, token: Buffer, roots: readonly string[]): Promise<VerifiedStamp> {
  if (!isProven(proof, leafHash(entry))) throw new Error('it is over a tree without the look')
  demandLogSignature(proof.checkpoint, logs.map(({ key }) => key))
  return verifyToken(token, proof.checkpoint.note.text, roots)
}

function policyOfFile({ logKeys, witnessKeys }: { logKeys: string[]; witnessKeys: string[] }): Policy {
  return {
    logs: logKeys.map((vkey) => ({ key: readVkey(vkey), url: undefined })),
    witnesses: witnessKeys.map((vkey) => ({ name: readVkey(vkey).name, key: readVkey(vkey), url: undefined })),
    // What a file says of itself is nobody else's policy.
    rules: '',
    isQuorum: (names) => names.size === new Set(witnessKeys).size,
  }
}
