/** What a look at a page of people is in the transparency log: the root of a tree (RFC 6962) over a salted commitment for each of them. */
import { createHmac, hash } from 'node:crypto'
import { leafHash, nodeHash, type Hash } from '../../../kernel/transparency/merkle/hash.ts'
import { inclusionRanges, split } from '../../../kernel/transparency/merkle/ranges.ts'
import type { NewEntry } from '../../../kernel/transparency/transparency.ts'

export interface SweepRow {
  id: string
  pass: string
  at: Date
  recipient: string
  purpose: string
  fields: string[]
  /** 32 bytes. */
  secret: Buffer
  commitments: Buffer
}

const length = 32

/** Canonical JSON (RFC 8785): the names stand in order, and there are no numbers. Names of fields, never their values. */
export const sweepText = ({ id, pass, at, recipient, purpose, fields }: Omit<SweepRow, 'secret' | 'commitments'>, person: string) =>
  JSON.stringify({ at: at.toISOString(), fields, id, pass, person, purpose, recipient })

/** Known to whoever has the row; with it one person's commitment is told from all others, and nobody else's. */
export const saltOf = ({ secret }: Pick<SweepRow, 'secret'>, person: string) => createHmac('sha256', secret).update(person).digest()

export const commitmentOf = (row: Omit<SweepRow, 'commitments'>, person: string): Buffer => hash('sha256', Buffer.concat([saltOf(row, person), Buffer.from(sweepText(row, person))]), 'buffer')

/** The first byte tells the kind of entry: one look is 1. */
export const sweepEntry = ({ id, commitments }: Pick<SweepRow, 'id' | 'commitments'>): NewEntry => ({ id, entry: Buffer.concat([Buffer.of(16), rootOver(leavesOf(commitments))]) })

/** Where a person stands in the page; -1 for whom it did not look at. */
export function placeOf(row: SweepRow, person: string): number {
  const wanted = commitmentOf(row, person)
  for (let at = row.commitments.indexOf(wanted); at >= 0; at = row.commitments.indexOf(wanted, at + 1)) if (at % length === 0) return at / length
  return -1
}

/** Siblings from a person's leaf to the root of the page. */
export function pathOf({ commitments }: Pick<SweepRow, 'commitments'>, place: number): Hash[] {
  const leaves = leavesOf(commitments)
  return inclusionRanges(place, leaves.length).map(({ lo, hi }) => rootOver(leaves, lo, hi))
}

const leavesOf = (commitments: Buffer) => Array.from({ length: commitments.length / length }, (_, at) => leafHash(commitments.subarray(at * length, (at + 1) * length)))

function rootOver(leaves: readonly Hash[], lo = 0, hi = leaves.length): Hash {
  if (hi - lo === 1) return leaves[lo]!
  const middle = lo + split(hi - lo)
  return nodeHash(rootOver(leaves, lo, middle), rootOver(leaves, middle, hi))
}
