/**
 * The phone is gone: every credential of a person is revoked in one transaction, which is in the signed lists within five
 * seconds; what was waiting is forgotten, and a job sees to it that no wallet, program or browser is let in any more.
 */
import Type, { type Static } from 'typebox'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { defineEvent, emit, type Events } from '../../../kernel/events/events.ts'
import { defineJob, enqueue } from '../../../kernel/events/jobs.ts'
import { Instant, strict } from '../../../kernel/schema/schema.ts'
import { AccessLost, type Authorization } from '../../identity/index.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables } from '../tables.ts'
import { emptiedBecause } from './emptied-because.ts'

/** Whence: a signed-in browser, a sheet of paper, or an office that gave the person a new way in. */
const By = Type.Enum(['portal', 'sheet', 'office'])
export type RevokedBy = Static<typeof By>

/** A person's wallets hold nothing valid any more. */
export const WalletsRevoked = defineEvent('credentials.wallets-revoked', 1, strict({ person: Type.String(), by: By, count: Type.Integer() }))

/** Comes back until it has succeeded, also after a crash. */
export const EndAccess = defineJob('credentials.end-access', strict({ person: Type.String(), before: Instant }))

export interface RevokeDeps { db: RoomDatabase<CredentialsTables>; authorization: Pick<Authorization, 'endPerson'> }

/** @returns how many credentials were revoked */
export async function revokeEverything({ db, authorization }: RevokeDeps, person: string, by: Exclude<RevokedBy, 'office'>): Promise<number> {
  const now = new Date()
  const count = await db.transaction((tx) => revokeAllOf(tx, { person, by, actor: by === 'portal' ? `resident:${person}` : 'sheet', before: now }))
  // At once; the job is for the case that this does not come to its end.
  await authorization.endPerson(person, now)
  return count
}

/** What an office has heard is lost is ended by identity in its own tables; the wallets end here. */
export function revokeWithAccess(db: RoomDatabase<CredentialsTables>, events: Events) {
  events.on(AccessLost, 'credentials.access-lost', db, async (tx, { person, by }, { happenedAt }) => {
    await revokeAllOf(tx, { person, by: 'office', actor: by, before: happenedAt })
  })
}

/** @param before what was issued later is the person's, who is already back when this is repeated */
async function revokeAllOf(tx: Tx<CredentialsTables>, { person, by, actor, before }: { person: string; by: RevokedBy; actor: string; before: Date }): Promise<number> {
  await tx.deleteFrom('deferred_issuance').where('person', '=', person).execute()
  // The sheet has done what it is for: whoever finds it later can do nothing with it.
  await tx.deleteFrom('emergency_sheet').where('person', '=', person).where('made_at', '<=', before).execute()
  const issuances = await tx.selectFrom('issuance').select('id').where('person', '=', person).where('issued_at', '<=', before).execute()
  const changed = await changeState(tx, { issuances: issuances.map(({ id }) => id), state: 1, because: emptiedBecause[by] })
  await noteAct(tx, actor, 'revoke wallets', `person:${person}`, { credentials: changed })
  // Who had no wallet is not told of it by an office.
  if (by !== 'office' || changed > 0) await emit(tx, WalletsRevoked, { person, by, count: changed })
  await enqueue(tx, EndAccess, { person, before: before.toISOString() })
  return changed
}
