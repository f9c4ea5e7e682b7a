/** The two hashes of RFC 6962 section 2.1, over SHA-256. The prefix keeps a leaf from passing for an inner node. */
import { hash } from 'node:crypto'

export type Hash = Buffer

export const hashBytes = 32

/** Of the tree without leaves. */
export const emptyRoot: Hash = hash('sha256', Buffer.alloc(0), 'buffer')

export function leafHash(entry: Uint8Array): Hash {
  const bytes = Buffer.allocUnsafe(1 + entry.length)
  bytes[0] = 0
  bytes.set(entry, 1)
  return hash('sha256', bytes, 'buffer')
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  const bytes = Buffer.allocUnsafe(1 + 2 * hashBytes)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + hashBytes)
  return hash('sha256', bytes, 'buffer')
}

/** The root over all hashes of a list of a power of two, each the root of an equally high subtree. */
export function foldEven(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, at) => nodeHash(row[2 * at]!, row[2 * at + 1]!))
  return row[0]!
}
