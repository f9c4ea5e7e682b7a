/** Nobody shows a dead person's cards: all of them are revoked, what was waiting is forgotten, and no wallet gets another. Nobody is left to be told of it. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables } from '../tables.ts'
import { EndAccess } from './revoke-everything.ts'

/** May be called again. */
export async function endOnDeath(db: RoomDatabase<CredentialsTables>, person: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.deleteFrom('deferred_issuance').where('person', '=', person).execute()
    await tx.deleteFrom('emergency_sheet').where('person', '=', person).execute()
    const issuances = await tx.selectFrom('issuance').select('id').where('person', '=', person).execute()
    const credentials = await changeState(tx, { issuances: issuances.map(({ id }) => id), state: 1, because: 'the holder has died' })
    if (credentials > 0) await noteAct(tx, 'system', 'revoke cards on death', `person:${person}`, { credentials })
    await enqueue(tx, EndAccess, { person, before: new Date().toISOString() })
  })
}
