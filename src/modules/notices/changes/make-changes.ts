/** Changes to a person's settings, all of them or none, as the person has read them. */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { listContacts } from '../queries.ts'
import { readPreferenceIn, writePreference } from '../preferences.ts'
import type { NoticesTables } from '../tables.ts'
import { type Bounds, changesAnything, type Plan, planChanges, type Standing } from './plan-changes.ts'
import type { SettingChange } from './setting-change.ts'

const standingOf = async (tx: Tx<NoticesTables>, person: string, fallback: string): Promise<Standing> =>
  ({ preference: await readPreferenceIn(tx, person, fallback), contacts: await listContacts(tx, person) })

export const readPlan = (db: RoomDatabase<NoticesTables>, bounds: Bounds, person: string, fallback: string, changes: readonly SettingChange[]): Promise<Plan> =>
  db.transaction(async (tx) => planChanges(bounds, await standingOf(tx, person, fallback), changes))

/** @returns the plan that was carried out; undefined where the settings are not as they were read: nothing is done then */
export function makeChanges(db: RoomDatabase<NoticesTables>, bounds: Bounds, person: string, fallback: string, changes: readonly SettingChange[], version: string): Promise<Plan | undefined> {
  return db.transaction(async (tx) => {
    // The same lock as for a new address: two devices answer one after the other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`notices/contact/${person}`}, 0))`.execute(tx)
    const standing = await standingOf(tx, person, fallback)
    const plan = planChanges(bounds, standing, changes)
    if (plan.version !== version) return undefined
    if (!changesAnything(plan)) return plan
    const { preference, contacts } = plan.after
    if (preference !== standing.preference) await writePreference(tx, bounds.mandatory, person, preference)
    const gone = standing.contacts.filter(({ id }) => contacts.every((contact) => contact.id !== id)).map(({ id }) => id)
    if (gone.length > 0) await tx.deleteFrom('contact').where('person', '=', person).where('id', 'in', gone).execute()
    for (const [rank, { id }] of contacts.entries()) if (standing.contacts[rank]?.id !== id) await tx.updateTable('contact').set({ rank }).where('person', '=', person).where('id', '=', id).execute()
    return plan
  })
}
