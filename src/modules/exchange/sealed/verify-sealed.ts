/** Checks from a file alone that a sealed look stands in the log, since when, and who keeps it sealed; and that an opened one is what was sealed. */
import type { Static } from 'typebox'
import type { Court } from '../../../kernel/config/read-court.ts'
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import { demandLogSignature } from '../../../kernel/transparency/note/checkpoint.ts'
import { readVkey } from '../../../kernel/transparency/note/key.ts'
import { type Policy, witnessedBy } from '../../../kernel/transparency/note/policy.ts'
import { isProven, type LogProof, readProof } from '../../../kernel/transparency/note/proof.ts'
import type { EvidenceReply } from '../contract.ts'
import { readOrder, signersOf } from './court-order.ts'
import { commitmentTo, extendedBytes, sealedBytes } from './sealed-entry.ts'

type SealedPart = NonNullable<Static<typeof EvidenceReply>['sealed']>

export interface VerifiedSeal {
  look: Record<string, unknown>
  index: number
  /** The entry stood in the log at these times, as these witnesses say. */
  witnesses: { name: string; at: string }[]
  /** By whose signatures it stayed sealed beyond its date; as many as the court's rule wants, or the order says nothing. */
  orders: { until: string; signers: string[]; holds: boolean }[]
}

/** The sealed entry, as its parts in the file make it. */
export const sealedEntryIn = ({ salt, look, latestOn }: SealedPart) => sealedBytes(commitmentTo(Buffer.from(salt, 'base64'), look), latestOn)

const same = ['person', 'recipient', 'purpose', 'register', 'fields', 'case'] as const

/** That an opened look is the one that was sealed. @param openedAt index of the entry that opened it @throws Error with the first thing that does not hold */
export function verifySeal(sealed: SealedPart, look: Record<string, unknown>, openedAt: number, believed: Policy, court?: Court): VerifiedSeal {
  if (look['sealed'] !== leafHash(sealedEntryIn(sealed)).toString('base64')) throw new Error('the look names another sealed entry')
  const { proof: _, ...standing } = verifyStanding(sealed, believed, court)
  if (standing.index >= openedAt) throw new Error('the look was opened before it was sealed')
  for (const name of same) if (JSON.stringify(standing.look[name]) !== JSON.stringify(look[name])) throw new Error(`the look was sealed with another ${name}`)
  return standing
}

/** That a sealed look stands in the log, open by now or not. @throws Error with the first thing that does not hold */
export function verifyStanding(sealed: SealedPart, believed: Policy, court?: Court): VerifiedSeal & { proof: LogProof } {
  const leaf = leafHash(sealedEntryIn(sealed))
  const proof = readProof(sealed.proof)
  if (!isProven(proof, leaf)) throw new Error('the sealed entry does not stand in the tree: it, its salt or its proof has been changed')
  demandLogSignature(proof.checkpoint, believed.logs.map(({ key }) => key))
  const keys = court ?? (sealed.court ? { threshold: sealed.court.threshold, keys: sealed.court.keys.map(readVkey) } : undefined)
  return {
    proof, look: JSON.parse(sealed.look) as Record<string, unknown>, index: proof.index, witnesses: witnessedBy(proof.checkpoint, believed).cosigned.map(({ key, time }) => ({ name: key.name, at: new Date(time * 1_000).toISOString() })),
    orders: sealed.orders.map(({ note, proof: placed }) => {
      const of = readProof(placed)
      if (!isProven(of, leafHash(extendedBytes(note)))) throw new Error('an order of the court does not stand in the tree')
      demandLogSignature(of.checkpoint, believed.logs.map(({ key }) => key))
      const { until, looks } = readOrder(note)
      const signers = keys ? signersOf(note, keys) : []
      return { until, signers, holds: looks.includes(leaf.toString('base64')) && keys !== undefined && signers.length >= keys.threshold }
    }),
  }
}
