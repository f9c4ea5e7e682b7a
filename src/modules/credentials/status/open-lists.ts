/** The lists that are open, as this process last counted them. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CredentialsTables, StatusClass } from '../tables.ts'
import { listSize, type OpenList, readOpenLists } from './allocate.ts'

/** Counted again after so many milliseconds, or so many entries taken here. */
const countEvery = { milliseconds: 10 * 60_000, entries: listSize / 20 }

export interface OpenLists { for(kind: StatusClass, entries: number): Promise<readonly OpenList[]> }

export function createOpenLists(db: RoomDatabase<CredentialsTables>): OpenLists {
  const counted = new Map<StatusClass, { lists: Promise<OpenList[]>; until: number; left: number }>()
  return {
    for(kind, entries) {
      let known = counted.get(kind)
      if (!known || known.until < performance.now() || known.left < 0) {
        const lists = db.transaction((tx) => readOpenLists(tx, kind))
        known = { lists, until: performance.now() + countEvery.milliseconds, left: countEvery.entries }
        counted.set(kind, known)
        lists.catch(() => counted.delete(kind))
      }
      known.left -= entries
      return known.lists
    },
  }
}
