/**
 * Entries of Token Status Lists, taken at random over many lists: neighbours in time are no neighbours in a list. An entry
 * is taken in the statement that records its credential, so that a kill leaves neither without the other.
 */
import { randomInt } from 'node:crypto'
import type { Tx } from '../../../kernel/db/database.ts'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { CredentialsTables, StatusClass } from '../tables.ts'

/** Entries of a list: 256 KB before compression, and a crowd to hide in. */
export const listSize = 2 ** 20
/** Lists that are open at the same time. */
export const openLists = 8
/** A fuller list would be guessed too often at a taken entry. */
const fullest = 0.5

export interface Entry { list: string; index: number }

export interface OpenList { id: string; entries: number; taken: number }

/** Places in the lists, at random: some may be another credential's, and are then drawn again. */
export const drawEntries = (lists: readonly OpenList[], count: number): Entry[] => Array.from({ length: count }, () => {
  const { id, entries } = lists[randomInt(lists.length)]!
  return { list: id, index: randomInt(entries) }
})

/** Opens what is missing and closes what is half full; several processes may do so at once. */
export async function readOpenLists(tx: Tx<CredentialsTables>, kind: StatusClass): Promise<OpenList[]> {
  const rows = await tx.selectFrom('status_list').select(['id', 'entries']).where('class', '=', kind).where('closed_at', 'is', null).forUpdate().execute()
  const lists = await Promise.all(rows.map(async ({ id, entries }) => {
    const { taken } = await tx.selectFrom('issued_credential').select(tx.fn.countAll<number>().as('taken')).where('list', '=', id).executeTakeFirstOrThrow()
    return { id, entries, taken }
  }))
  const full = lists.filter(({ entries, taken }) => taken >= entries * fullest)
  if (full.length > 0) await tx.updateTable('status_list').set({ closed_at: new Date() }).where('id', 'in', full.map(({ id }) => id)).execute()
  const open = lists.filter((list) => !full.includes(list))
  const missing = Array.from({ length: Math.max(0, openLists - open.length) }, () => ({ id: randomToken().slice(0, 22), class: kind, entries: listSize, closed_at: null }))
  if (missing.length > 0) await tx.insertInto('status_list').values(missing).execute()
  return [...open, ...missing.map(({ id, entries }) => ({ id, entries, taken: 0 }))]
}
