/** One passkey of an official is lost: it opens nothing more, and whoever came in by it is out; the appointment stays. Whoever has no other is invited anew. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { identityFaults } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import { invite, type Invitation, lockColleague } from './officials.ts'

export interface RemovedPasskey {
  /** Whose it was. */
  name: string
  /** Where it was the last one. */
  invitation: Invitation | undefined
}

/**
 * A session that is being opened by it in this moment waits for the row of the passkey, and then finds none.
 * @param endSessions with clients. @throws noSuchOfficial, alreadyLeft, notFound where it is nobody's, or another's
 */
export async function removeOfficialPasskey(db: RoomDatabase<IdentityTables>, administrator: Official, id: string, passkey: string, endSessions: (tx: Tx<IdentityTables>, sessions: readonly string[]) => Promise<void>): Promise<RemovedPasskey> {
  return db.transaction(async (tx) => {
    const { name } = await lockColleague(tx, administrator, id)
    const own = () => tx.selectFrom('passkey').select('id').where('kind', '=', 'official').where('subject', '=', id)
    if (!(await own().where('id', '=', passkey).forUpdate().executeTakeFirst())) throw new Fault(kernelFaults.notFound)
    const sessions = await tx.selectFrom('session').select('id').where('passkey', '=', passkey).execute()
    await tx.deleteFrom('passkey').where('id', '=', passkey).execute()
    await endSessions(tx, sessions.map((session) => session.id))
    const others = await own().execute()
    await noteAct(tx, `official:${administrator.official}`, 'remove passkey', `official:${id}`, { passkey, sessions: sessions.length, left: others.length })
    return { name, invitation: others.length === 0 ? await invite(tx, id) : undefined }
  })
}

/**
 * An official has no use for one of several any more. Another session of the same official that removes another waits for the rows, and sees what is left then.
 * @throws lastPasskey, notFound where it is nobody's, or another's
 */
export async function removeOwnPasskey(db: RoomDatabase<IdentityTables>, { official }: Official, passkey: string, endSessions: (tx: Tx<IdentityTables>, sessions: readonly string[]) => Promise<void>): Promise<void> {
  await db.transaction(async (tx) => {
    // In the order of their names, so that two that cross do not wait for each other.
    const own = await tx.selectFrom('passkey').select('id').where('kind', '=', 'official').where('subject', '=', official).orderBy('id').forUpdate().execute()
    if (!own.some(({ id }) => id === passkey)) throw new Fault(kernelFaults.notFound)
    if (own.length === 1) throw new Fault(identityFaults.lastPasskey)
    const sessions = await tx.selectFrom('session').select('id').where('passkey', '=', passkey).execute()
    await tx.deleteFrom('passkey').where('id', '=', passkey).execute()
    await endSessions(tx, sessions.map((session) => session.id))
    await noteAct(tx, `official:${official}`, 'remove own passkey', `official:${official}`, { passkey, sessions: sessions.length, left: own.length - 1 })
  })
}
