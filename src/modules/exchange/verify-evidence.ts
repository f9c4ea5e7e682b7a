/** Checks a look from its file alone. */
import Type from 'typebox'
import { Value } from 'typebox/value'
import { hash } from 'node:crypto'
import { leafHash } from '../../kernel/transparency/merkle/hash.ts'
import { readVkey } from '../../kernel/transparency/note/key.ts'
import { demandPolicy, type Policy } from '../../kernel/transparency/note/policy.ts'
import { isProven, readProof } from '../../kernel/transparency/note/proof.ts'
import { EvidenceReply } from './contract.ts'

export interface Verified {
  look: Record<string, unknown>
  log: string
  index: number
  size: number
  witnesses: { name: string; at: string }[]
}

/**
 * @param policy whom to believe; left out, the keys in the file, all of the witnesses wanted
 * @throws Error with the first thing that does not hold
 */
export function verifyEvidence(text: string, policy?: Policy): Verified {
  const evidence: unknown = JSON.parse(text)
  if (!Value.Check(EvidenceReply, evidence)) throw new Error('the file is no evidence of a look')
  const entry = Buffer.concat([Buffer.of(1), hash('sha256', Buffer.concat([Buffer.from(evidence.salt, 'base64'), Buffer.from(evidence.look)]), 'buffer')])
  const proof = readProof(evidence.proof)
  if (!isProven(proof, leafHash(entry))) throw new Error('the look does not stand in the tree: it, its salt or its proof has been changed')
  const cosigned = demandPolicy(proof.checkpoint, policy ?? policyOfFile(evidence))
  return {
    look: Value.Parse(Type.Record(Type.String(), Type.Unknown()), JSON.parse(evidence.look)), log: proof.checkpoint.origin, index: proof.index, size: proof.checkpoint.size,
    witnesses: cosigned.map(({ key, time }) => ({ name: key.name, at: new Date(time * 1_000).toISOString() })),
  }
}

function policyOfFile({ logKeys, witnessKeys }: { logKeys: string[]; witnessKeys: string[] }): Policy {
  return {
    logs: logKeys.map((vkey) => ({ key: readVkey(vkey), url: undefined })),
    witnesses: witnessKeys.map((vkey) => ({ name: readVkey(vkey).name, key: readVkey(vkey), url: undefined })),
    isQuorum: (names) => names.size === new Set(witnessKeys).size,
  }
}
