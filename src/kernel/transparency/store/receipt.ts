/**
 * A receipt: the log's signed word that an entry has a number, given when the number is durable. Its proof of
 * inclusion follows with the next witnessed checkpoint.
 */
import { leafHash } from '../merkle/hash.ts'
import type { SignerKey } from '../note/key.ts'
import { joinNote, signText } from '../note/note.ts'

export interface Receipt {
  /** The room's own id of the entry. */
  id: string
  index: number
  numberedAt: Date
  entry: Buffer
  /** Signed note, see `receiptText`. */
  note: string
}

/** Its first line is no origin of a log, so that nobody takes it for a checkpoint. */
export const receiptText = (origin: string, index: number, leaf: Buffer, numberedAt: Date) =>
  `receipt/v1\n${origin}\n${index}\n${leaf.toString('base64')}\n${numberedAt.getTime()}\n`

const given = new WeakSet<Receipt>()

export interface NumberedEntry { id: string; index: number; numbered_at: Date; entry: Buffer }

/** @param row as committed: nothing else may be signed */
export function giveReceipt(origin: string, row: NumberedEntry, key: SignerKey): Receipt {
  let note: string | undefined
  const receipt: Receipt = Object.freeze({
    id: row.id, index: row.index, numberedAt: row.numbered_at, entry: row.entry,
    // Signed when somebody takes it along: most are only asked whether they are there.
    get note() {
      if (note === undefined) {
        const text = receiptText(origin, row.index, leafHash(row.entry), row.numbered_at)
        note = joinNote(text, [signText(text, key)])
      }
      return note
    },
  })
  given.add(receipt)
  return receipt
}

/** Whether this very object came from `giveReceipt` in this process: no other code can make one that passes. */
export const isGiven = (receipt: Receipt) => given.has(receipt)
