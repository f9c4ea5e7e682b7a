/** Whoever has died may still have applications open: each says so, once, to every official who has a part of it, and to whoever reads it in the person's place. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CasesTables } from '../tables.ts'
import { tell } from './move-part.ts'
import { applicantDied } from './to-be-weighed.ts'

/** May be told again. */
export async function noteDeath(db: RoomDatabase<CasesTables>, person: string): Promise<void> {
  await db.transaction(async (tx) => {
    const open = await tx.selectFrom('application').select('id').where('person', '=', person).where('status', '=', 'submitted').orderBy('id').forUpdate().execute()
    for (const { id } of open) {
      const known = await tx.selectFrom('happening').select('id').where('application_id', '=', id).where('kind', '=', applicantDied).executeTakeFirst()
      if (!known) await tell(tx, id, applicantDied, null)
    }
  })
}
