/** Checks from a file alone that an opened look is the one that was sealed, since when it stood in the log, and who kept it sealed. */
import type { Static } from 'typebox'
import type { Court } from '../../../kernel/config/read-court.ts'
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import { demandLogSignature } from '../../../kernel/transparency/note/checkpoint.ts'
import { readVkey } from '../../../kernel/transparency/note/key.ts'
import { type Policy, witnessedBy } from '../../../kernel/transparency/note/policy.ts'
import { isProven, readProof } from '../../../kernel/transparency/note/proof.ts'
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

/** @param openedAt index of the entry that opened it @throws Error with the first thing that does not hold */
export function verifySeal(sealed: SealedPart, look: Record<string, unknown>, openedAt: number, believed: Policy, court?: Court): VerifiedSeal {
  const entry = sealedEntryIn(sealed)
  const leaf = leafHash(entry)
  const proof = readProof(sealed.proof)
  if (look['sealed'] !== leaf.toString('base64')) throw new Error('the look names another sealed entry')
  if (!isProven(proof, leaf)) throw new Error('the sealed entry does not stand in the tree')
  demandLogSignature(proof.checkpoint, believed.logs.map(({ key }) => key))
  if (proof.index >= openedAt) throw new Error('the look was opened before it was sealed')
  const told = JSON.parse(sealed.look) as Record<string, unknown>
  for (const name of same) if (JSON.stringify(told[name]) !== JSON.stringify(look[name])) throw new Error(`the look was sealed with another ${name}`)
  const keys = court ?? (sealed.court ? { threshold: sealed.court.threshold, keys: sealed.court.keys.map(readVkey) } : undefined)
  return {
    look: told, index: proof.index, witnesses: witnessedBy(proof.checkpoint, believed).cosigned.map(({ key, time }) => ({ name: key.name, at: new Date(time * 1_000).toISOString() })),
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
