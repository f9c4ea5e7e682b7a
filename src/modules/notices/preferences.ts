/** How a person wishes to be told. Without a word of theirs: at once, in the language of the portal, at any hour. */
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import type { Happening } from './contract.ts'
import type { NoticesTables } from './tables.ts'

export interface Preference {
  language: string
  frequency: 'at-once' | 'daily'
  /** Local, `HH:MM`; undefined: at any hour */
  quiet: { from: string; until: string } | undefined
  muted: Happening['kind'][]
}

export const readPreference = (db: RoomDatabase<NoticesTables>, person: string, fallback: string): Promise<Preference> => db.transaction((tx) => readPreferenceIn(tx, person, fallback))

export async function readPreferenceIn(tx: Tx<NoticesTables>, person: string, fallback: string): Promise<Preference> {
  const row = await tx.selectFrom('preference').selectAll().where('person', '=', person).executeTakeFirst()
  if (!row) return { language: fallback, frequency: 'at-once', quiet: undefined, muted: [] }
  return {
    language: row.language, frequency: row.frequency, muted: row.muted as Happening['kind'][],
    quiet: row.quiet_from !== null && row.quiet_until !== null ? { from: row.quiet_from.slice(0, 5), until: row.quiet_until.slice(0, 5) } : undefined,
  }
}

export const savePreference = (db: RoomDatabase<NoticesTables>, mandatory: readonly Happening['kind'][], person: string, preference: Preference): Promise<void> =>
  db.transaction((tx) => writePreference(tx, mandatory, person, preference))

/** @param mandatory kinds that cannot be refused: they are left out of what is muted */
export async function writePreference(tx: Tx<NoticesTables>, mandatory: readonly Happening['kind'][], person: string, { language, frequency, quiet, muted }: Preference): Promise<void> {
  const values = { language, frequency, quiet_from: quiet?.from ?? null, quiet_until: quiet?.until ?? null, muted: muted.filter((kind) => !mandatory.includes(kind)) }
  await tx.insertInto('preference').values({ person, ...values }).onConflict((conflict) => conflict.column('person').doUpdateSet(values)).execute()
}
