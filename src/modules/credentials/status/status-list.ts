/** The bits of a list and their compressed form (Token Status List section 4). Two bits an entry: valid, invalid, suspended. */
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { CredentialState } from '../tables.ts'

export const bitsPerEntry = 2

export interface ChangedEntry { index: number; state: CredentialState }

/** @param changed every entry that is not valid */
export function packStates(entries: number, changed: readonly ChangedEntry[]): Buffer {
  const bytes = Buffer.alloc((entries * bitsPerEntry) / 8)
  for (const { index, state } of changed) bytes[index >> 2]! |= state << ((index & 3) * bitsPerEntry)
  return bytes
}

/** ZLIB (RFC 1950) in the thread pool: the largest list takes longer than a request may wait. */
export const compress = promisify(deflate) as (bytes: Buffer) => Promise<Buffer>
