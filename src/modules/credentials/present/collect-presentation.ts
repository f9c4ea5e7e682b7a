import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { secretHash } from './answer-key.ts'
import { presentFaults } from './present-faults.ts'
import type { PresentTables, Shown } from './tables.ts'
import { isBrowser } from './release-presentation.ts'

/** What was shown, once: with its collection it is gone here. @throws noSuchPresentation */
export async function collectPresentation(db: RoomDatabase<PresentTables>, { template, id, code }: { template: string; id: string; code: string }): Promise<Shown> {
  const row = await db.transaction((tx) => tx.deleteFrom('presentation').where('id', '=', id).where('template', '=', template).where('consumer', '=', 'api')
    .where('released_at', 'is not', null).where('collect_hash', '=', secretHash(code)).where('ends_at', '>', new Date()).returning('shown').executeTakeFirst())
  if (!row?.shown) throw new Fault(presentFaults.noSuchPresentation)
  return row.shown
}

/** What was shown to whoever sits at this browser, until its minutes are over. @throws noSuchPresentation */
export async function readShown(db: RoomDatabase<PresentTables>, id: string, browser: string | undefined): Promise<Shown> {
  const row = await db.transaction((tx) => tx.selectFrom('presentation').select(['shown', 'browser_hash']).where('id', '=', id).where('consumer', '=', 'mandate')
    .where('released_at', 'is not', null).where('ends_at', '>', new Date()).executeTakeFirst())
  if (!row?.shown || !isBrowser(row.browser_hash, browser)) throw new Fault(presentFaults.noSuchPresentation)
  return row.shown
}
