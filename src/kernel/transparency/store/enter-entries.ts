/** Entries that get their numbers in the packet that commits their room's change: no second transaction, and one wait for the disk. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../db/database.ts'
import type { SendPacket, Statement } from '../../db/send-packets.ts'
import type { NumberedEntry } from './receipt.ts'
import type { LogTables } from './tables.ts'

/** What a room's change comes to. */
export interface Entering<Result> {
  result: Result
  /** To be sent with the commit, before the entries. */
  last: readonly Statement<unknown>[]
  entries: readonly { id: string; entry: Buffer }[]
}

/** With the rows that the log has given numbers to. */
export interface Entered<Result> { result: Result; numbered: NumberedEntry[] }

export type EnterEntries = <Tables, Result>(room: RoomDatabase<Tables>, work: (send: SendPacket) => Promise<Entering<Result>>) => Promise<Entered<Result>>

export function createEntering(db: RoomDatabase<LogTables>, name: string): EnterEntries {
  const enter = db.statement<{ ids: string[]; entries: Buffer[] }, NumberedEntry>(
    (_, { ids, entries }) => sql`select id, index, numbered_at, entry from kernel.log_enter(${sql.lit(name)}, ${ids}::uuid[], ${entries}::bytea[])`)
  return (room, work) => room.change(async ({ send, commit }) => {
    const { result, last, entries } = await work(send)
    const entered = entries.length === 0 ? [] : [enter({ ids: entries.map(({ id }) => id), entries: entries.map(({ entry }) => entry) })]
    const rows = await commit<unknown[]>(...last, ...entered)
    return { result, numbered: (entered.length === 0 ? [] : rows.at(-1)) as NumberedEntry[] }
  })
}
