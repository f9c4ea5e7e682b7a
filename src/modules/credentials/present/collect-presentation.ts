import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { secretHash } from './answer-key.ts'
import { presentFaults } from './present-faults.ts'
import type { PresentTables, Shown } from './tables.ts'

/** What was shown, once: with its collection it is gone here. @throws noSuchPresentation */
export async function collectPresentation(db: RoomDatabase<PresentTables>, { template, id, code }: { template: string; id: string; code: string }): Promise<Shown> {
  const row = await db.transaction((tx) => tx.deleteFrom('presentation').where('id', '=', id).where('template', '=', template).where('consumer', '=', 'api')
    .where('released_at', 'is not', null).where('collect_hash', '=', secretHash(code)).where('ends_at', '>', new Date()).returning('shown').executeTakeFirst())
  if (!row?.shown) throw new Fault(presentFaults.noSuchPresentation)
  return row.shown
}
