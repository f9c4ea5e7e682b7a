/** What was lost is asked for anew: in the audit, and told to the person, who would want to know if it was somebody else. */
import Type from 'typebox'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { defineEvent, emit } from '../../../kernel/events/events.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { CredentialsTables } from '../tables.ts'

/** An offer of everything that an emptying took was made for whoever is signed in as this person. */
export const WalletsRestored = defineEvent('credentials.wallets-restored', 1, strict({ person: Type.String(), count: Type.Integer() }))

/** Before the offer is shown. */
export const noteRestoring = (db: RoomDatabase<CredentialsTables>, person: string, types: readonly string[]) => db.transaction(async (tx) => {
  await noteAct(tx, `resident:${person}`, 'restore wallets', `person:${person}`, { credentials: types })
  await emit(tx, WalletsRestored, { person, count: types.length })
})
