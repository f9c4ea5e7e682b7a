/** The place of an exported certificate in the bit lists: at random, so that neighbours in a list are no neighbours in anything else. */
import { randomInt } from 'node:crypto'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { CredentialsTables } from '../tables.ts'

/** Entries of a list: at least so many (Bitstring Status List v1.0 section 6.1), for a crowd to hide in. */
export const exportListSize = 131_072
/** A fuller list would be guessed too often at a taken entry, and the next is begun. */
const fullest = exportListSize / 2

export interface ExportEntry { list: number; index: number }

/** The same at every export. */
export function takeEntry(db: RoomDatabase<CredentialsTables>, certificate: string): Promise<ExportEntry> {
  return db.transaction(async (tx) => {
    for (;;) {
      const known = await tx.selectFrom('export_entry').select(['list', 'index']).where('certificate', '=', certificate).executeTakeFirst()
      if (known) return known
      // Taken by another certificate, or by another export of this one: then it is looked for once more.
      await tx.insertInto('export_entry').values({ list: await openList(tx), index: randomInt(exportListSize), certificate }).onConflict((conflict) => conflict.doNothing()).execute()
    }
  })
}

async function openList(tx: Tx<CredentialsTables>): Promise<number> {
  const { last } = await tx.selectFrom('export_entry').select(({ fn }) => fn.max('list').as('last')).executeTakeFirstOrThrow()
  const list = last ?? 1
  const { taken } = await tx.selectFrom('export_entry').select(({ fn }) => fn.countAll<number>().as('taken')).where('list', '=', list).executeTakeFirstOrThrow()
  return taken < fullest ? list : list + 1
}
